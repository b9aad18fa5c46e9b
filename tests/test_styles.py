"""The style sheets: every token used is declared, nothing shouts, nothing is forgotten."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static"
CSS = STATIC / "css"
APART = CSS / "apart"  # linked by the few pages that need them, so that no other page pays for them
SHEETS = sorted(CSS.rglob("*.css"))
TEXTS = {sheet: re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL) for sheet in SHEETS}
EVERYTHING = "\n".join(TEXTS.values())
IMPORTS = re.findall(r'^@import url\("([^"]+)"\) layer\((\w+)\);$', TEXTS[CSS / "club.css"], re.MULTILINE)


def test_every_variable_used_is_declared() -> None:
    declared = set(re.findall(r"[{;\s](--[\w-]+)\s*:", EVERYTHING))
    used = set(re.findall(r"var\((--[\w-]+)", EVERYTHING))
    used |= set(re.findall(r"var\((--[\w-]+)", (STATIC / "icons/sprite.svg").read_text(encoding="utf-8")))
    assert used - declared == set()


def test_every_variable_declared_is_used() -> None:
    declared = set(re.findall(r"[{;\s](--[\w-]+)\s*:", EVERYTHING))
    assert declared - set(re.findall(r"var\((--[\w-]+)", EVERYTHING)) == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_is_short_and_never_shouts(sheet: Path) -> None:
    assert "!important" not in TEXTS[sheet]
    assert len(sheet.read_text(encoding="utf-8").splitlines()) <= 150


def test_the_table_of_contents_names_every_sheet_once() -> None:
    names = [name for name, _ in IMPORTS]
    rest = [sheet for sheet in SHEETS if sheet.name != "club.css" and sheet.parent != APART]
    assert sorted(names) == sorted(str(sheet.relative_to(CSS)) for sheet in rest)
    assert EVERYTHING.count("@import") == len(IMPORTS)


def test_every_sheet_stands_in_a_declared_layer() -> None:
    layers = re.search(r"^@layer ([\w, ]+);", TEXTS[CSS / "club.css"])
    assert layers is not None
    assert {layer for _, layer in IMPORTS} == set(layers[1].split(", "))


def test_a_sheet_apart_is_linked_by_a_page_and_stands_in_the_rooms_layer() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (STATIC.parent / "templates").rglob("*.html"))
    for sheet in APART.glob("*.css"):
        assert f"css/apart/{sheet.name}" in pages
        assert TEXTS[sheet].startswith("@layer rooms {")


def test_every_file_a_sheet_asks_for_is_there() -> None:
    for sheet, text in TEXTS.items():
        for address in re.findall(r'url\("([^"]+)"\)', text):
            assert (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_every_sign_of_the_sprite_is_a_vendored_one() -> None:
    sprite = (STATIC / "icons/sprite.svg").read_text(encoding="utf-8")
    signs = dict(re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', sprite, re.DOTALL))
    ours = {"rim", "crest", "mark"}
    vendored = {path.stem: path for path in (STATIC / "vendor").glob("lucide-static@*/*.svg")}
    assert set(signs) == set(vendored) | ours
    for name, path in vendored.items():
        shapes = re.findall(r"<(?:path|rect|circle|line|polyline|polygon|ellipse)\b", path.read_text(encoding="utf-8"))
        assert shapes == re.findall(r"<\w+", signs[name]), name
