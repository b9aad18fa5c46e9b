"""The border of a poster: lambrequins as the painters of Rouen laid them around a plate."""

from fpdf import FPDF
from fpdf.drawing import GraphicsContext, PaintedPath
from fpdf.drawing_primitives import DeviceGray, DeviceRGB, Transform, color_from_hex_string
from fpdf.enums import PathPaintRule
from fpdf.svg import svg_path_converter

Colour = DeviceGray | DeviceRGB
Motif = tuple[tuple[str, str], ...]

GLAZE = "#ffffff"
IRON_RED = "#a8361f"

# Each motif hangs from (0, 0) downwards, in millimetres: which colour, then the outline as an SVG path.
LAMBREQUIN: Motif = (
    (
        "cobalt",
        "M-6.4 0C-6.4 2-5.8 3.2-4.4 3.6C-5.4 5.2-4.4 7-2.6 6.8C-2.7 8.8-1.2 9.6 0 12"
        "C1.2 9.6 2.7 8.8 2.6 6.8C4.4 7 5.4 5.2 4.4 3.6C5.8 3.2 6.4 2 6.4 0Z",
    ),
    (
        "glaze",
        "M0 10.2C-1.2 8.6-1.2 7.3 0 5.5C1.2 7.3 1.2 8.6 0 10.2Z"
        "M-.7 5.6C-2.4 6.4-3.9 6-4 4.6C-2.6 4.2-1.5 4.6-.7 5.6Z"
        "M.7 5.6C2.4 6.4 3.9 6 4 4.6C2.6 4.2 1.5 4.6 .7 5.6Z"
        "M-2.4 2.7C-4 2.9-5.2 2.2-5.5.8C-4 .6-2.8 1.3-2.4 2.7Z"
        "M2.4 2.7C4 2.9 5.2 2.2 5.5.8C4 .6 2.8 1.3 2.4 2.7Z"
        "M0 2.4C-1.5 1.9-1.5.7 0 .6C1.5.7 1.5 1.9 0 2.4Z"
        "M-.2 2.6C-.9 4-2 4-2 2.9C-2 1.9-1 1.8-.2 2.6Z"
        "M.2 2.6C.9 4 2 4 2 2.9C2 1.9 1 1.8.2 2.6Z"
        "M0 2.8C.7 3.4.6 4.4 0 4.7C-.6 4.4-.7 3.4 0 2.8Z",
    ),
    ("red", "M0 1.8C1.2 1.8 1.2 3.6 0 3.6C-1.2 3.6-1.2 1.8 0 1.8Z"),
    ("red", "M0 12.6C.8 12.6.8 13.8 0 13.8C-.8 13.8-.8 12.6 0 12.6Z"),
)

PENDANT: Motif = (
    (
        "cobalt",
        "M-1.5 0C-1.5 1.3-.9 1.9-.35 2.5C-1.9 2.5-2.5 3.9-1.5 4.7C-1.1 5-.7 4.8-.7 4.4C-.2 5.4-.3 6.6 0 8"
        "C.3 6.6.2 5.4.7 4.4C.7 4.8 1.1 5 1.5 4.7C2.5 3.9 1.9 2.5.35 2.5C.9 1.9 1.5 1.3 1.5 0Z",
    ),
    ("glaze", "M0 3.1C.7 3.4.6 4.4 0 4.9C-.6 4.4-.7 3.4 0 3.1Z"),
    ("red", "M0 8.5C.6 8.5.6 9.4 0 9.4C-.6 9.4-.6 8.5 0 8.5Z"),
)

CORNER: Motif = (
    (
        "cobalt",
        "M0 0L-7.6 7.6C-7.6 9-6.9 10-5.6 10.2C-6.4 12-5 13.6-3.1 13.1C-3.2 15.3-1.4 16.2 0 19"
        "C1.4 16.2 3.2 15.3 3.1 13.1C5 13.6 6.4 12 5.6 10.2C6.9 10 7.6 9 7.6 7.6Z",
    ),
    (
        "glaze",
        "M0 16.8C-1.4 15-1.4 13.5 0 11.6C1.4 13.5 1.4 15 0 16.8Z"
        "M-.9 11.7C-2.8 12.6-4.6 12.1-4.7 10.6C-3.1 10.1-1.8 10.6-.9 11.7Z"
        "M.9 11.7C2.8 12.6 4.6 12.1 4.7 10.6C3.1 10.1 1.8 10.6.9 11.7Z"
        "M0 7.2C-2 6.2-1.7 4.2 0 3C1.7 4.2 2 6.2 0 7.2Z"
        "M-.4 7.4C-2.4 8.1-3.9 6.9-4 5C-2 4.7-.7 5.7-.4 7.4Z"
        "M.4 7.4C2.4 8.1 3.9 6.9 4 5C2 4.7.7 5.7.4 7.4Z"
        "M-.4 7.8C-1.2 9.8-3.2 10.2-4.8 9C-4 7.2-2.2 6.7-.4 7.8Z"
        "M.4 7.8C1.2 9.8 3.2 10.2 4.8 9C4 7.2 2.2 6.7.4 7.8Z"
        "M0 8C1.1 9 1.1 10.3 0 11C-1.1 10.3-1.1 9 0 8Z",
    ),
    ("red", "M0 6.4C1.6 6.4 1.6 8.8 0 8.8C-1.6 8.8-1.6 6.4 0 6.4Z"),
    ("red", "M0 19.7C.9 19.7.9 21.1 0 21.1C-.9 21.1-.9 19.7 0 19.7Z"),
)

# The garland from one lambrequin to the next pendant, and back up.
GARLAND = "M-3.9 5.9C-2.9 7.4-2.1 7.2-1.5 5.2M3.9 5.9C2.9 7.4 2.1 7.2 1.5 5.2"

ROSETTE: Motif = (
    (
        "cobalt",
        "M-.6 0C-2-1.5-3.6-1.3-4.6 0C-3.6 1.3-2 1.5-.6 0ZM.6 0C2-1.5 3.6-1.3 4.6 0C3.6 1.3 2 1.5.6 0Z"
        "M0-.6C-1-1.2-1-2 0-2.6C1-2 1-1.2 0-.6ZM0 .6C-1 1.2-1 2 0 2.6C1 2 1 1.2 0 .6Z",
    ),
    ("red", "M0-.8C1.07-.8 1.07.8 0 .8C-1.07.8-1.07-.8 0-.8Z"),
)

RIM = 2.6  # from the outer line to the one the cloth hangs from
CORNER_WIDTH = 15.5
STEP = 17.0


def border(accent: str, width: float, height: float, margin: float) -> GraphicsContext:
    """The border of a page of this size, just inside `margin` mm: the same on every page of one accent."""
    paint, cloth, left, top = _paints(accent), GraphicsContext(), margin, margin
    width, height = width - 2 * margin, height - 2 * margin
    cloth.add_item(_line(left, top, width, height, paint["cobalt"], 0.9), clone=False)
    cloth.add_item(_line(left + 1.3, top + 1.3, width - 2.6, height - 2.6, paint["red"], 0.25), clone=False)
    left, top, width, height = left + RIM, top + RIM, width - 2 * RIM, height - 2 * RIM
    cloth.add_item(_line(left, top, width, height, paint["cobalt"], 0.5), clone=False)
    corners = (left, top), (left + width, top), (left + width, top + height), (left, top + height)
    for turn, (x, y) in enumerate(corners):
        length = height if turn % 2 else width
        cloth.add_item(_side(length, Transform.rotation_d(90 * turn).translate(x, y), paint), clone=False)
    return cloth


def lay(pdf: FPDF, drawn: GraphicsContext) -> None:
    """Draw what was made for the page."""
    with pdf.drawing_context() as drawing:
        drawing.add_item(drawn, clone=False)


def rosette(pdf: FPDF, accent: str, x: float, y: float, reach: float) -> None:
    """A small flower at (x, y) between two hairlines that reach `reach` mm to each side."""
    paint = _paints(accent)
    with pdf.drawing_context() as drawing:
        drawing.add_item(_motif(ROSETTE, Transform.translation(x, y), paint), clone=False)
        hair = _stroke(f"M{x - reach} {y}H{x - 6}M{x + 6} {y}H{x + reach}", paint["cobalt"], 0.25)
        drawing.add_item(hair, clone=False)


def _side(length: float, place: Transform, paint: dict[str, Colour]) -> GraphicsContext:
    """One side seen from above, its corner first, cloth hanging towards the middle of the page."""
    side = GraphicsContext()
    side.transform = place
    side.add_item(_motif(CORNER, Transform.rotation_d(-45), paint), clone=False)
    run = length - 2 * CORNER_WIDTH
    count = round(run / STEP)
    for n in range(2 * count + 1):
        at = Transform.translation(CORNER_WIDTH + n * run / count / 2, 0)
        side.add_item(_motif(LAMBREQUIN if n % 2 else PENDANT, at, paint), clone=False)
        if not n % 2 and 0 < n < 2 * count:
            garland = _stroke(GARLAND, paint["cobalt"], 0.3)
            garland.transform = at
            side.add_item(garland, clone=False)
    return side


def _motif(motif: Motif, place: Transform, paint: dict[str, Colour]) -> GraphicsContext:
    drawn = GraphicsContext()
    drawn.transform = place
    for colour, outline in motif:
        path = PaintedPath()
        svg_path_converter(path, outline)
        path.style.fill_color = paint[colour]
        path.style.stroke_color = None
        path.style.paint_rule = PathPaintRule.FILL_NONZERO
        drawn.add_item(path, clone=False)
    return drawn


def _stroke(outline: str, colour: Colour, width: float) -> PaintedPath:
    path = PaintedPath()
    svg_path_converter(path, outline)
    path.style.stroke_color = colour
    path.style.stroke_width = width
    path.style.auto_close = False
    path.style.paint_rule = PathPaintRule.STROKE
    return path


def _line(x: float, y: float, width: float, height: float, colour: Colour, thickness: float) -> PaintedPath:
    return _stroke(f"M{x} {y}h{width}v{height}h{-width}Z", colour, thickness)


def _paints(accent: str) -> dict[str, Colour]:
    return {
        "cobalt": color_from_hex_string(accent),
        "glaze": color_from_hex_string(GLAZE),
        "red": color_from_hex_string(IRON_RED),
    }
