import pytest

from tests.conftest import a_staff
from tests.pictures.conftest import a_frame


@pytest.fixture
def names(world):
    """The files of a photograph, its WebP first."""
    return sorted(world(lambda: list(a_frame(a_staff().id).prints.files)), reverse=True)


@pytest.mark.parametrize(("at", "kind"), [(0, "image/webp"), (1, "image/jpeg")])
def test_a_print_is_for_everybody_and_for_ever(client, names, at, kind):
    answer = client.get(f"/images/{names[at]}")
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert {"public", "immutable", "max-age=31536000"} <= set(answer.headers["Cache-Control"].split(", "))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers and "Cookie" not in answer.headers.get("Vary", "")
    again = client.get(f"/images/{names[at]}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name",
    [
        "0123456789abcdef0123456789abcdef-320.webp",
        "../club.db",
        "..%2fclub.db",
        "..%2f..%2fclub.jpeg",
        "%2fetc%2fpasswd.webp",
        "..%5cclub.webp",
        ".draft-x",
        "a%00.webp",
        "",
    ],
)
def test_no_other_file_is_given(client, names, settings, name):
    (settings.instance / "uploads/.draft-x").touch()
    (settings.instance / "club.jpeg").touch()
    assert client.get(f"/images/{name}").status_code == 404
