"""Every figure and every table of a survey, all known at once: no cell that is withheld is found from them.

Each is shown to be free: other answers, which show the same in all, have another figure there. One person answers
otherwise, or two exchange an answer; where that is not enough, a long walk through other answers finds some.
"""

import itertools
import random

import pytest

from clubapp.surveys import withholding
from clubapp.surveys.withholding import groups, halved

CODES = ("c1", "c2", "c3", "c4")


def as_shown(people, questions):
    """All that is shown of these answers: each question, and each pair of questions."""
    lines = {q: halved(CODES[:size]) for q, size in questions.items()}
    views = {}
    for q in questions:
        counts = {code: sum(1 for each in people if each[q] == code) for code in CODES}
        told = groups(lines[q], counts)
        views[q] = [(group, withholding.total(group, counts)) for group in told] if withholding.is_told(told) else []
    for one, other in itertools.combinations(questions, 2):
        cells = {}
        for each in people:
            cells[each[one], each[other]] = cells.get((each[one], each[other]), 0) + 1
        told = withholding.crossed((lines[one], lines[other]), cells)
        views[one, other] = told and [(r, c, withholding.cell(r, c, cells)) for r in told[0] for c in told[1]]
    return views


def freed(people, views, questions):
    """The cells that change when one answers otherwise, or two exchange an answer, and nothing that is shown does."""
    free = set()
    for q, size in questions.items():
        others = [(r, (q, r) if (q, r) in views else (r, q)) for r in questions if r != q]
        places = {r: places_of(views[key], key[0] == q) for r, key in others}
        whole = [group for group, _count in views[q]] or [CODES]
        for x, code in itertools.product(people, CODES[:size]):
            alike = any({x[q], code} <= set(group) for group in whole)
            if x[q] != code and alike and all(mine.get(x[q]) == mine.get(code) for mine, _theirs in places.values()):
                free |= {cell(key, q, value, x[r]) for r, key in others for value in (x[q], code)}
        for x, y in itertools.combinations(people, 2):
            if x[q] != y[q] and all(
                mine.get(x[q]) == mine.get(y[q]) or theirs.get(x[r]) == theirs.get(y[r])
                for r, (mine, theirs) in places.items()
            ):
                changed = [(r, key) for r, key in others if x[r] != y[r]]
                free |= {cell(key, q, one[q], two[r]) for r, key in changed for one in (x, y) for two in (x, y)}
    return free


def places_of(view, straight):
    """In which line of a table each answer to a question stands, and in which column each to the other."""
    sides = [
        {code: n for n, group in enumerate(dict.fromkeys(told[side] for told in view or ())) for code in group}
        for side in (0, 1)
    ]
    return sides if straight else sides[::-1]


def cell(key, q, value, other):
    return (key, value, other) if key[0] == q else (key, other, value)


def found_otherwise(people, views, questions, target, draw):
    """Whether a walk through other answers comes to some that show the same, with another figure in this cell."""
    told = {
        (key, row, column): count
        for key, view in views.items()
        for row, column, count in ([(g, None, n) for g, n in view] if isinstance(key, str) else view or ())
    }

    def places(each):
        """The shown figures somebody is counted in, and the cell in question."""
        for key, row, column in told:
            if each[key] in row if column is None else each[key[0]] in row and each[key[1]] in column:
                yield key, row, column
        if (each[target[0][0]], each[target[0][1]]) == target[1:]:
            yield "target"

    people = [dict(each) for each in people]
    extra = dict.fromkeys([*told, "target"], 0)  # beyond what is shown
    amiss = 0
    for step in range(40_000):
        each, q = draw.choice(people), draw.choice([*questions])
        before, old = list(places(each)), each[q]
        each[q] = draw.choice(CODES[: questions[q]])
        change = {}
        for sign, seen in ((-1, before), (1, places(each))):
            for place in seen:
                change[place] = change.get(place, 0) + sign
        cost = sum(abs(extra[at] + by) - abs(extra[at]) for at, by in change.items() if at != "target")
        if cost > 0 and draw.random() > 0.25**cost:
            each[q] = old
            continue
        amiss += cost
        for at, by in change.items():
            extra[at] += by
        if not amiss and extra["target"]:
            return step + 1
    return 0


@pytest.mark.parametrize("seed", range(30))
def test_no_cell_under_five_is_found_from_all_the_tables_there_are(seed):
    draw = random.Random(seed)
    questions = {f"q{n}": draw.randint(2, 4) for n in range(1, draw.choice((2, 3, 4)) + 1)}
    kinds = [[draw.choice(CODES[:size]) for size in questions.values()] for _ in range(3)]  # people are of a few kinds
    people = [
        {
            q: (kind[n] if draw.random() < 0.6 else draw.choice(CODES[: questions[q]]))
            for kind in [draw.choice(kinds)]
            for n, q in enumerate(questions)
        }
        for _ in range(draw.randint(12, 120))
    ]
    views = as_shown(people, questions)
    free, withheld = freed(people, views, questions), []
    for key in (key for key in views if isinstance(key, tuple)):
        shown_alone = {(r[0], c[0]) for r, c, _ in views[key] or () if len(r) == len(c) == 1}
        for a in CODES[: questions[key[0]]]:
            for b in CODES[: questions[key[1]]]:
                if (a, b) not in shown_alone:
                    withheld.append((key, a, b))
    for each in set(withheld) - free:
        assert found_otherwise(people, views, questions, each, draw), each
