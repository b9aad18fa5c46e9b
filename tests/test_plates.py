"""Plates drawn from a name."""

from xml.etree import ElementTree

import pytest

from clubapp.plates import plate

NAMES = ["Le lambrequin à la loupe", "Parapluie", "L’œil & la main", "<script>", "", "🦍" * 500, *map(str, range(60))]


def test_the_same_name_gives_the_same_plate() -> None:
    assert plate("Parapluie") == plate("Parapluie")


def test_different_names_give_different_plates() -> None:
    assert len({plate(name) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:12])
def test_a_plate_is_a_small_plain_drawing(name: str) -> None:
    drawing = plate(name)
    root = ElementTree.fromstring(drawing)
    tags = {element.tag.split("}")[1] for element in root.iter()}
    attributes = {attribute for element in root.iter() for attribute in element.attrib}
    assert root.get("viewBox") == "0 0 240 240"
    assert tags <= {"svg", "g", "path", "circle", "use"}
    assert "style" not in attributes
    assert not any(attribute.startswith("on") for attribute in attributes)
    assert "url(" not in drawing
    assert drawing.count("http") == 1
    assert len(drawing.encode()) <= 4096


def test_every_turn_of_a_wheel_falls_on_the_whole_circle() -> None:
    root = ElementTree.fromstring(plate("Catalogue"))
    uses = [element for element in root.iter() if element.tag.endswith("use")]
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert {element.get("href", "").removeprefix("#") for element in uses} == ids == {"a", "b"}
