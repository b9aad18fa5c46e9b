"""Faience plates drawn from a name: the same name, the same plate, for ever."""

import hashlib
from collections.abc import Callable, Sequence
from math import cos, radians, sin
from typing import TypeVar

T = TypeVar("T")
Point = tuple[float, float]  # distance from the centre, share of half a sector
Curve = tuple[Point, Point, Point]

GLAZE, SHADE, WASH = "#fdfdfb", "#c7d2e8", "#bccbec"
BLUE, DEEP, IRON = "#2a4ba8", "#182c6b", "#b4452f"
RIM, WELL = 103.0, 55.0


class Hand:
    """The painter's choices, read one after another from the name."""

    def __init__(self, name: str) -> None:
        self._choices = int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")

    def picks(self, among: Sequence[T]) -> T:
        self._choices, index = divmod(self._choices, len(among))
        return among[index]


class Sector:
    """One slice of a wheel of `count`, its axis upwards: shapes are drawn in it once, then turned."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._half = 180 / count

    def at(self, point: Point) -> str:
        distance, share = point
        angle = radians(share * self._half)
        return f"{distance * sin(angle):.1f} {-distance * cos(angle):.1f}".replace(".0", "")

    def mirrored(self, start: Point, *curves: Curve) -> str:
        """Path data: the right-hand curves, then their reflection back to the start."""
        path = f"M{self.at(start)}" + "".join(f"C{' '.join(map(self.at, curve))}" for curve in curves)
        ends = [start] + [curve[2] for curve in curves]
        for (first, second, _), end in zip(reversed(curves), reversed(ends[:-1]), strict=True):
            path += f"C{' '.join(self.at((distance, -share)) for distance, share in (second, first, end))}"
        return path + "z"

    def line(self, start: Point, *curves: Curve) -> str:
        """Path data: a stroke and its reflection, both from the middle."""
        return "".join(
            f"M{self.at((start[0], side * start[1]))}"
            + "".join("C" + " ".join(self.at((r, side * a)) for r, a in curve) for curve in curves)
            for side in (1, -1)
        )

    def dot(self, point: Point, radius: float, fill: str) -> str:
        x, y = self.at(point).split()
        return f'<circle cx="{x}" cy="{y}" r="{radius:g}" fill="{fill}"/>'

    def leaf(self, low: float, high: float, width: float, fill: str, lean: float = 0.6) -> str:
        """A pointed petal from `low` to `high`, widest at `lean` of its length."""
        belly = low + (high - low) * lean
        curves = (
            ((low + 2, width * 0.7), (belly - 6, width), (belly, width)),
            (
                (belly + (high - belly) * 0.6, width * 0.95),
                (high - 3, width * 0.2),
                (high, 0.0),
            ),
        )
        return painted(self.mirrored((low, 0.0), *curves), fill)


def painted(path: str, fill: str = BLUE) -> str:
    return f'<path d="{path}" fill="{fill}"/>'


def traced(path: str, width: float = 1.4, colour: str = DEEP) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round"/>'


def ring(radius: float, width: float, colour: str = BLUE, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""
    return f'<circle r="{radius:g}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def beads(radius: float, count: int, size: float, colour: str = BLUE) -> str:
    """Dots along a ring: dashes of no length with round ends."""
    gap = 2 * 3.14159265 * radius / count
    return ring(radius, size, colour, f"0 {gap:.3f}")


# Lappets of the border: each hangs from the rim towards the well.


def ogee(s: Sector) -> str:
    return painted(
        s.mirrored(
            (RIM, 0.8),
            ((RIM - 10, 0.86), (RIM - 20, 0.84), (RIM - 22, 0.62)),
            ((RIM - 23, 0.44), (RIM - 30, 0.5), (RIM - 33, 0.36)),
            ((RIM - 36, 0.2), (RIM - 36, 0.08), (RIM - 42, 0.0)),
        )
    )


def bell(s: Sector) -> str:
    return painted(
        s.mirrored(
            (RIM, 0.62),
            ((RIM - 6, 0.3), (RIM - 14, 0.36), (RIM - 20, 0.5)),
            ((RIM - 26, 0.66), (RIM - 30, 0.92), (RIM - 33, 0.62)),
            ((RIM - 34, 0.4), (RIM - 30, 0.3), (RIM - 34, 0.22)),
            ((RIM - 38, 0.2), (RIM - 41, 0.14), (RIM - 42, 0.0)),
        )
    )


def trefoil(s: Sector) -> str:
    return painted(
        s.mirrored(
            (RIM, 0.74),
            ((RIM - 8, 0.74), (RIM - 12, 0.66), (RIM - 14, 0.6)),
            ((RIM - 14, 0.98), (RIM - 30, 0.98), (RIM - 28, 0.42)),
            ((RIM - 32, 0.6), (RIM - 42, 0.46), (RIM - 42, 0.0)),
        )
    )


def tongue(s: Sector) -> str:
    return painted(
        s.mirrored(
            (RIM, 0.86),
            ((RIM - 12, 0.86), (RIM - 14, 0.7), (RIM - 18, 0.66)),
            ((RIM - 28, 0.64), (RIM - 40, 0.5), (RIM - 41, 0.0)),
        )
    )


# What is left white inside a lappet.


def fleuron(s: Sector) -> str:
    stems = ((RIM - 12, 0.1), (RIM - 24, 0.5), (RIM - 15, 0.46)), ((RIM - 10, 0.42), (RIM - 9, 0.26), (RIM - 13, 0.27))
    return s.leaf(RIM - 34, RIM - 13, 0.13, GLAZE, 0.4) + traced(s.line((RIM - 27, 0.0), *stems), 1.5, GLAZE)


def eye(s: Sector) -> str:
    petals = "".join(s.dot(point, 1.5, GLAZE) for point in ((RIM - 8, 0.3), (RIM - 8, -0.3), (RIM - 31, 0.0)))
    return (
        s.dot((RIM - 17, 0.0), 5.6, GLAZE)
        + s.dot((RIM - 17, 0.0), 3.6, DEEP)
        + s.dot((RIM - 17, 0.0), 1.4, GLAZE)
        + petals
    )


def palm(s: Sector) -> str:
    fronds = "".join(
        s.line((RIM - low, 0.0), ((RIM - low + 5, 0.06), (RIM - low + 7, share), (RIM - low + 9, share)))
        for low, share in ((34, 0.16), (28, 0.28), (22, 0.36), (16, 0.4))
    )
    return traced(f"M{s.at((RIM - 37, 0.0))}L{s.at((RIM - 6, 0.0))}" + fronds, 1.4, GLAZE)


def trellis(s: Sector) -> str:
    diamond = s.mirrored(
        (RIM - 6, 0.0),
        ((RIM - 9, 0.14), (RIM - 13, 0.3), (RIM - 17, 0.36)),
        ((RIM - 21, 0.3), (RIM - 25, 0.14), (RIM - 30, 0.0)),
    )
    return painted(diamond, GLAZE) + s.leaf(RIM - 26, RIM - 10, 0.15, BLUE, 0.5) + s.dot((RIM - 17, 0.0), 1.7, GLAZE)


# What hangs between two lappets (drawn on the axis, then turned by half a sector).


def drop(s: Sector) -> str:
    return (
        traced(f"M{s.at((RIM, 0.0))}L{s.at((RIM - 18, 0.0))}")
        + s.leaf(RIM - 32, RIM - 15, 0.13, BLUE, 0.35)
        + s.dot((RIM - 37, 0.0), 2, IRON)
    )


def swag(s: Sector) -> str:
    chain = s.line((RIM - 26, 0.0), ((RIM - 26, 0.2), (RIM - 20, 0.36), (RIM - 10, 0.3)))
    return (
        traced(chain, 1.5)
        + s.dot((RIM - 12, 0.0), 2.4, IRON)
        + s.leaf(RIM - 38, RIM - 22, 0.12, WASH, 0.6)
        + s.dot((RIM - 26, 0.0), 2, DEEP)
    )


def fleur(s: Sector) -> str:
    side = s.line((RIM - 30, 0.0), ((RIM - 20, 0.05), (RIM - 14, 0.3), (RIM - 22, 0.36)))
    return s.leaf(RIM - 30, RIM - 8, 0.12, BLUE, 0.7) + traced(side, 2.2, BLUE) + s.dot((RIM - 35, 0.0), 1.9, IRON)


def berry(s: Sector) -> str:
    return "".join(
        s.dot((RIM - low, share), size, colour)
        for low, share, size, colour in (
            (9, 0.0, 3, BLUE),
            (17, 0.0, 2.6, IRON),
            (24, 0.0, 2.1, BLUE),
            (30, 0.0, 1.6, BLUE),
        )
    )


# Rosettes of the well.


def daisy(s: Sector) -> str:
    return s.leaf(10, 46, 0.86, WASH, 0.68) + s.leaf(12, 43, 0.5, BLUE, 0.66) + s.leaf(20, 36, 0.16, GLAZE, 0.6)


def radiant(s: Sector) -> str:
    between = s.dot((44.0, 1.0), 2, IRON) + traced(f"M{s.at((14, 1.0))}L{s.at((38, 1.0))}", 1.2, BLUE)
    return s.leaf(9, 48, 0.5, BLUE, 0.3) + between


def rose(s: Sector) -> str:
    layers = ((47, 22, WASH), (36, 16, BLUE), (24, 9, DEEP))
    return "".join(
        painted(
            s.mirrored(
                (low, 0.0),
                ((low, 0.6), (high - 10, 1.0), (high - 5, 0.98)),
                ((high + 1, 0.9), (high + 1, 0.3), (high - 3, 0.0)),
            ),
            fill,
        )
        for high, low, fill in layers
    )


def arabesque(s: Sector) -> str:
    scroll = s.line((12, 0.0), ((26, 0.1), (30, 0.8), (38, 0.72)), ((44, 0.6), (42, 0.3), (37, 0.4)))
    return traced(scroll, 2, BLUE) + s.leaf(24, 50, 0.3, BLUE, 0.5) + s.dot((33, 1.0), 1.9, IRON)


def star(s: Sector) -> str:
    return (
        s.leaf(0, 49, 0.98, BLUE, 0.32)
        + s.leaf(8, 40, 0.34, GLAZE, 0.3)
        + s.leaf(26, 46, 0.0, WASH)
        + s.dot((40, 1.0), 2.2, BLUE)
    )


LAPPETS: tuple[Callable[[Sector], str], ...] = (ogee, bell, trefoil, tongue)
RESERVES: tuple[Callable[[Sector], str], ...] = (fleuron, eye, palm, trellis)
PENDANTS: tuple[Callable[[Sector], str], ...] = (drop, swag, fleur, berry)
ROSETTES: tuple[Callable[[Sector], str], ...] = (daisy, radiant, rose, arabesque, star)


def wheel(mark: str, motif: str, count: int) -> str:
    turns = "".join(f'<use href="#{mark}" transform="rotate({360 * turn / count:g})"/>' for turn in range(1, count))
    return f'<g id="{mark}">{motif}</g>{turns}'


def plate(seed: str) -> str:
    """Draw the plate of a name as a whole SVG file."""
    hand = Hand(seed)
    border, flower = Sector(hand.picks((8, 9, 10, 12, 14))), Sector(hand.picks((6, 7, 8, 9, 10, 12, 16)))
    lappet, reserve = hand.picks(LAPPETS)(border), hand.picks(RESERVES)(border)
    pendant, rosette = hand.picks(PENDANTS)(border), hand.picks(ROSETTES)(flower)
    edge = hand.picks((ring(109, 3), beads(109, border.count * 4, 3), ring(109, 3.4, WASH) + ring(109, 3, BLUE, "2 7")))
    well = hand.picks((beads(WELL, border.count * 4, 2.2), ring(WELL, 1) + ring(WELL - 3, 1), ring(WELL, 2.4, WASH)))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240"><g transform="translate(120 120)">'
        f'<circle r="119" fill="{GLAZE}"/>{ring(118, 1.6, SHADE)}{ring(114.5, 1.6)}{edge}{ring(RIM, 2)}'
        f'{wheel("a", lappet + reserve + f"""<g transform="rotate({180 / border.count:g})">{pendant}</g>""", border.count)}'
        f"{well}{wheel('b', rosette, flower.count)}"
        f'<circle r="6.5" fill="{GLAZE}" stroke="{BLUE}" stroke-width="1.6"/><circle r="3.4" fill="{IRON}"/></g></svg>'
    )
