"""Faience plates drawn from a name: the same name, the same plate, for ever."""

import hashlib
from collections.abc import Callable, Sequence
from math import cos, pi, radians, sin
from typing import TypeVar

T = TypeVar("T")
Point = tuple[float, float]  # distance from the centre (or from the rim), share of half a sector

GLAZE, SHADE, WASH = "#fdfdfb", "#c7d2e8", "#b9c9ec"
BLUE, DEEP, IRON = "#2b4dab", "#182c6b", "#b4452f"
RIM, WELL = 103.0, 53.0


class Hand:
    """The painter's choices, read one after another from the name."""

    def __init__(self, name: str) -> None:
        self._choices = int.from_bytes(hashlib.sha256(name.encode("utf-8", "replace")).digest(), "big")

    def picks(self, among: Sequence[T]) -> T:
        self._choices, index = divmod(self._choices, len(among))
        return among[index]


class Sector:
    """One slice of a wheel of `count`, its axis upwards: shapes are drawn in it once, then turned."""

    def __init__(self, count: int) -> None:
        self.count = count

    def at(self, distance: float, share: float) -> str:
        angle = radians(share * 180 / self.count)
        return f"{distance * sin(angle):.1f} {-distance * cos(angle):.1f}".replace(".0", "")

    def half(self, points: Sequence[Point], side: int = 1) -> str:
        """Path data: from the first point, one curve for every three that follow."""
        spots = [self.at(distance, side * share) for distance, share in points]
        return f"M{spots[0]}" + "".join(f"C{' '.join(spots[i : i + 3])}" for i in range(1, len(spots), 3))

    def whole(self, points: Sequence[Point]) -> str:
        """Path data: the right-hand curves and their reflection, closed."""
        back = self.half([(distance, -share) for distance, share in reversed(points)])
        return self.half(points) + "C" + back.split("C", 1)[1] + "z"

    def pair(self, points: Sequence[Point]) -> str:
        """Path data: a stroke on each side of the axis."""
        return self.half(points) + self.half(points, -1)

    def dot(self, distance: float, share: float, radius: float, fill: str) -> str:
        x, y = self.at(distance, share).split()
        return f'<circle cx="{x}" cy="{y}" r="{radius:g}" fill="{fill}"/>'

    def leaf(self, low: float, high: float, width: float, fill: str, belly: float = 0.6) -> str:
        """A pointed petal from `low` to `high`, widest at the share `belly` of its length."""
        wide = low + (high - low) * belly
        rest = high - wide
        lower: list[Point] = [(low, 0), (low + 2, width * 0.7), (wide - 6, width), (wide, width)]
        return painted(
            self.whole([*lower, (wide + rest * 0.6, width * 0.95), (high - 3, width * 0.2), (high, 0)]), fill
        )


def painted(path: str, fill: str = BLUE) -> str:
    return f'<path d="{path}" fill="{fill}"/>'


def traced(path: str, width: float = 1.4, colour: str = BLUE, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    line = f'fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round"'
    return f'<path d="{path}" {line}{dashed}/>'


def ring(radius: float, width: float, colour: str = BLUE) -> str:
    return f'<circle r="{radius:g}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'


def beads(radius: float, count: int, size: float, dash: float = 0) -> str:
    """Marks along a ring: short dashes; without length, round ends make them dots."""
    cap = "butt" if dash else "round"
    gaps = f'stroke-dasharray="{dash:g} {2 * pi * radius / count - dash:.3f}" stroke-linecap="{cap}"'
    return f'<circle r="{radius:g}" fill="none" stroke="{BLUE}" stroke-width="{size:g}" {gaps}/>'


def hung(*points: Point) -> list[Point]:
    """Points given by their depth under the rim."""
    return [(RIM - depth, share) for depth, share in points]


OGEE = hung(
    (0, 0.82), (10, 0.86), (20, 0.84), (22, 0.62), (23, 0.44), (30, 0.5), (33, 0.36), (36, 0.2), (36, 0.08), (42, 0)
)
BELL = hung(
    (0, 0.78), (6, 0.6), (12, 0.58), (18, 0.62), (25, 0.68), (29, 0.94), (33, 0.64), (35, 0.4), (32, 0.22), (42, 0)
)
TREFOIL = hung(
    (0, 0.76), (8, 0.76), (12, 0.66), (14, 0.6), (14, 0.98), (30, 0.98), (28, 0.42), (33, 0.62), (42, 0.46), (42, 0)
)
TONGUE = hung((0, 0.86), (12, 0.86), (14, 0.72), (18, 0.68), (28, 0.64), (40, 0.5), (41, 0))
CURTAIN = hung(
    (0, 1.02), (9, 1.02), (12, 1), (14, 0.9), (15, 0.68), (25, 0.82), (28, 0.46), (31, 0.24), (36, 0.26), (42, 0)
)
SPADE = hung((0, 0.42), (4, 0.2), (8, 0.24), (11, 0.5), (14, 0.92), (26, 0.9), (29, 0.5), (33, 0.3), (36, 0.1), (43, 0))
LAPPETS = (OGEE, BELL, TREFOIL, TONGUE, CURTAIN, SPADE)


# What the brush leaves white inside a lappet.


def fleuron(s: Sector) -> str:
    scroll = hung((27, 0), (12, 0.1), (24, 0.5), (15, 0.44), (10, 0.4), (10, 0.26), (14, 0.27))
    return s.leaf(RIM - 35, RIM - 10, 0.13, GLAZE, 0.4) + traced(s.pair(scroll), 1.5, GLAZE)


def eye(s: Sector) -> str:
    pupil = "".join(s.dot(RIM - 19, 0, size, fill) for size, fill in ((5.6, GLAZE), (3.7, DEEP), (1.5, GLAZE)))
    return pupil + "".join(s.dot(RIM - depth, share, 1.4, GLAZE) for depth, share in ((8, 0.2), (8, -0.2), (31, 0)))


def palmette(s: Sector) -> str:
    fronds = [hung((33, 0), (26, 0.05), (22, share), (high, share)) for high, share in ((17, 0.36), (10, 0.2))]
    stem = f"M{s.at(RIM - 35, 0)}L{s.at(RIM - 7, 0)}"
    return traced(stem + "".join(map(s.pair, fronds)), 2, GLAZE) + s.dot(RIM - 33, 0, 2.2, GLAZE)


def almond(s: Sector) -> str:
    shell = s.whole(hung((6, 0), (9, 0.14), (13, 0.28), (18, 0.32), (23, 0.28), (27, 0.14), (32, 0)))
    return painted(shell, GLAZE) + s.leaf(RIM - 28, RIM - 10, 0.14, BLUE, 0.5) + s.dot(RIM - 19, 0, 1.8, GLAZE)


# What hangs between two lappets; drawn on the axis, then turned by half a sector.


def drop(s: Sector) -> str:
    thread = traced(f"M{s.at(RIM, 0)}L{s.at(RIM - 18, 0)}", 1.2)
    return thread + s.leaf(RIM - 33, RIM - 16, 0.13, BLUE, 0.35) + s.dot(RIM - 38, 0, 2, IRON)


def garland(s: Sector) -> str:
    chain = s.pair(hung((45, 0), (45, 0.35), (43, 0.7), (39, 0.92)))
    return traced(chain, 2, BLUE, "0 3.6") + s.dot(RIM - 38, 0, 2.4, IRON) + s.leaf(RIM - 34, RIM - 18, 0.12, BLUE, 0.4)


def lily(s: Sector) -> str:
    side = traced(s.pair(hung((31, 0), (21, 0.04), (16, 0.26), (23, 0.32))), 2)
    return s.leaf(RIM - 32, RIM - 9, 0.11, BLUE, 0.7) + side + s.dot(RIM - 37, 0, 2, IRON)


def berries(s: Sector) -> str:
    string = ((8, 2.6, BLUE), (16, 2.4, IRON), (24, 2.1, BLUE), (31, 1.7, BLUE), (37, 1.3, BLUE))
    return "".join(s.dot(RIM - depth, 0, size, fill) for depth, size, fill in string)


# Rosettes of the well.


def daisy(s: Sector) -> str:
    return s.leaf(9, 46, 0.9, WASH, 0.68) + s.leaf(11, 43, 0.56, BLUE, 0.66) + s.leaf(19, 36, 0.18, GLAZE, 0.6)


def sunburst(s: Sector) -> str:
    ray = traced(f"M{s.at(15, 1)}L{s.at(36, 1)}", 1.3) + s.dot(42, 1, 2, IRON)
    return s.leaf(9, 47, 0.62, BLUE, 0.3) + s.leaf(17, 34, 0.18, GLAZE, 0.4) + ray


def rose(s: Sector) -> str:
    petals = ((47, 24, WASH), (37, 17, BLUE), (27, 10, WASH), (20, 7, DEEP))
    return "".join(
        painted(
            s.whole(
                [(low, 0), (low, 0.5), (high - 9, 0.98), (high - 4, 0.9), (high, 0.76), (high, 0.3), (high - 2, 0)]
            ),
            fill,
        )
        for high, low, fill in petals
    )


def arabesque(s: Sector) -> str:
    scroll = [(12.0, 0.0), (26, 0.1), (30, 0.8), (38, 0.72), (44, 0.6), (42, 0.3), (37, 0.4)]
    return traced(s.pair(scroll), 2) + s.leaf(24, 49, 0.3, BLUE, 0.5) + s.dot(33, 1, 2, IRON)


def star(s: Sector) -> str:
    ray = s.leaf(8, 48, 0.96, BLUE, 0.36) + s.leaf(14, 39, 0.46, GLAZE, 0.36) + s.leaf(18, 33, 0.16, BLUE, 0.4)
    return ray + s.dot(37, 1, 2.6, WASH) + s.dot(44, 1, 1.7, IRON)


RESERVES = (fleuron, eye, palmette, almond)
PENDANTS = (drop, garland, lily, berries)
ROSETTES: tuple[tuple[Callable[[Sector], str], tuple[int, ...]], ...] = (
    (daisy, (6, 7, 8, 10, 12)),
    (sunburst, (8, 10, 12, 16)),
    (rose, (6, 8, 10, 12)),
    (arabesque, (6, 8, 10)),
    (star, (6, 7, 8, 9)),
)


def wheel(mark: str, motif: str, count: int) -> str:
    turns = (f'<use href="#{mark}" transform="rotate({360 * turn / count:g})"/>' for turn in range(1, count))
    return f'<g id="{mark}">{motif}</g>{"".join(turns)}'


def plate(seed: str) -> str:
    """Draw the plate of a name as a whole SVG file."""
    hand = Hand(seed)
    border = Sector(hand.picks((8, 9, 10, 12, 14)))
    lappet = painted(border.whole(hand.picks(LAPPETS))) + hand.picks(RESERVES)(border)
    between = f'<g transform="rotate({180 / border.count:g})">{hand.picks(PENDANTS)(border)}</g>'
    draw, petals = hand.picks(ROSETTES)
    flower = Sector(hand.picks(petals))
    marks = border.count * 4
    edge = hand.picks((ring(109, 3), beads(109, marks, 3), ring(109, 4.4, WASH) + beads(109, marks * 2, 4.4, 1.6)))
    well = hand.picks((beads(WELL, marks, 2.2), ring(WELL + 1, 1) + ring(WELL - 2, 1), ring(WELL, 2.4, WASH)))
    heart = f'<circle r="6.5" fill="{GLAZE}" stroke="{BLUE}" stroke-width="1.6"/><circle r="3.4" fill="{IRON}"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240"><g transform="translate(120 120)">'
        f'<circle r="119" fill="{GLAZE}"/>{ring(118, 1.6, SHADE)}{ring(114.5, 1.6)}{edge}{ring(RIM, 2)}'
        f"{wheel('a', lappet + between, border.count)}{well}{wheel('b', draw(flower), flower.count)}{heart}</g></svg>"
    )
