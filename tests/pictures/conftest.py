"""Photographs that tests draw for themselves."""

from io import BytesIO

from PIL import Image

from clubapp.pictures import developing, rules

BLUE, RED = (40, 80, 180), (180, 60, 40)


def a_view(width=64, height=48, mode="RGB"):
    """A picture blue at the top and red at the bottom."""
    view = Image.new("RGB", (width, height), RED)
    view.paste(BLUE, (0, 0, width, max(1, height // 2)))
    return view.convert(mode)


def a_file(view=None, kind="JPEG", **options):
    """A view as a file that somebody sends."""
    file = BytesIO()
    (view or a_view()).save(file, kind, **options)
    file.seek(0)
    return file


def a_frame(by, view=None, alt_fr="Une carte, vue du port.", alt_en="A card, seen from the harbour.", **words):
    """A photograph about to be hung, its files kept."""
    prints = developing.develop(a_file(view))
    frame = rules.Frame(alt_fr, alt_en, by=by, prints=prints, **{"credit": "Photo : Camille Roy"} | words)
    rules.keep(frame)
    return frame


def heavy(visitor, path, weight):
    """Send so many bytes as a photograph."""
    head = 'Content-Disposition: form-data; name="{}"'
    parts = [f"--x\r\n{head.format('csrf_token')}\r\n\r\n{visitor.token()}\r\n".encode()]
    parts += [f'--x\r\n{head.format("photo")}; filename="photo.jpg"\r\n\r\n'.encode(), bytes(weight), b"\r\n--x--\r\n"]
    kind = "multipart/form-data; boundary=x"
    return visitor.client.post(path, data=b"".join(parts), content_type=kind, headers=visitor.headers)
