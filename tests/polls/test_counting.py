"""What is told of a poll: nothing of fewer than five, and nothing that tells what somebody answered."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

import pytest

from clubapp.polls.counting import ENOUGH, EXACT, FEWER, LEFT_OUT, MORE, Figure, drawn, told


def splits(total, places):
    """Every way to part so many answers between so many choices."""
    if places == 1:
        yield (total,)
        return
    for here in range(total + 1):
        for rest in splits(total - here, places - 1):
            yield (here, *rest)


def test_nothing_is_told_before_a_choice_has_five():
    assert told([4, 4, 4]) is None
    assert told([0, 0]) is None
    assert told([5, 5]).figures == (Figure(5), Figure(5))


def test_fewer_than_five_are_said_to_be_fewer_and_the_largest_is_blurred_if_they_could_be_found():
    assert told([8, 5, 7]).figures == (Figure(8), Figure(5), Figure(7))
    assert told([12, 6, 2]).figures == (Figure(10, MORE), Figure(6), Figure(0, FEWER))
    assert told([12, 2, 1]).figures == (Figure(12), Figure(0, FEWER), Figure(0, FEWER))
    assert told([12, 4, 4]).figures == (Figure(12, MORE), Figure(0, FEWER), Figure(0, FEWER))
    assert told([20, 0]).figures == (Figure(16, MORE), Figure(0, FEWER))


@pytest.mark.parametrize("places", [2, 3, 4, 5])
def test_no_count_from_one_to_four_is_found_by_who_knows_the_total_and_the_rule(places):
    for total in range(5, 26, 5):
        worlds = defaultdict(list)
        for counts in splits(total, places):
            if tally := told(counts):
                worlds[tally.figures].append(counts)
        for figures, alike in worlds.items():
            for place in range(places):
                found = {counts[place] for counts in alike}
                assert not (len(found) == 1 and found <= {1, 2, 3, 4}), (figures, alike)


def test_what_is_told_is_true():
    for counts in splits(20, 3):
        if tally := told(counts):
            assert tally.total == 20
            for count, figure in zip(counts, tally.figures, strict=True):
                assert {EXACT: count == figure.count, FEWER: count < 5, MORE: count >= figure.count}[figure.told]
                assert figure.told == FEWER or figure.count >= ENOUGH


@dataclass
class Answer:
    """Somebody's answer, as the base holds it."""

    option_id: int
    counted_id: int | None = None


class Box:
    """A poll of which only the figures are seen."""

    def __init__(self, chance):
        self.chance, self.answers, self.figures = chance, {}, Counter()

    def answer(self, who, option):
        self.answers.setdefault(who, Answer(option)).option_id = option
        waiting = [answer for answer in self.answers.values() if answer.counted_id is None]
        changed = [each for each in self.answers.values() if each.counted_id not in (None, each.option_id)]
        for answer in drawn(waiting, changed, self.chance):
            self.figures[answer.option_id] += 1
            if answer.counted_id:
                self.figures[answer.counted_id] -= 1
            answer.counted_id = answer.option_id

    def waiting(self):
        return [who for who, answer in self.answers.items() if answer.counted_id is None]

    def seen(self):
        return tuple(self.figures[option] for option in (1, 2, 3))


def a_life(chance, people=40, acts=120):
    """Who answers what, one after another: most once, some again, taste leaning to one choice."""
    return [(chance.randrange(people), chance.choices((1, 2, 3), (8, 2, 1))[0]) for _ in range(acts)]


@pytest.mark.parametrize("seed", range(60))
def test_the_figures_move_by_five_first_answers_at_a_time_and_two_at_least_stay_out(seed):
    chance = random.Random(seed)
    box = Box(chance)
    before = box.seen()
    for who, option in a_life(chance):
        box.answer(who, option)
        now = box.seen()
        assert sum(now) - sum(before) in (0, ENOUGH)
        assert all(later >= earlier for later, earlier in zip(now, before, strict=True)), "a figure went down"
        assert now == before or len(box.waiting()) >= LEFT_OUT
        before = now


def views(life, lots):
    """The figures seen after each act, when the lots leave these people out."""
    box, seen = Box(random.Random(0)), []
    for who, option in life:
        box.chance = Left(lots, box)
        box.answer(who, option)
        seen.append(box.seen())
    return seen


class Left(random.Random):
    """A lot that leaves certain people out, and changes nothing of what was counted."""

    def __init__(self, out, box):
        super().__init__(0)
        self.out = [box.answers[who] for who in out if who in box.answers]

    def sample(self, population, k):
        if k != ENOUGH or len(population) == ENOUGH:
            return list(population)[:k]
        return [each for each in population if not any(each is one for one in self.out)][:k]

    def random(self):
        return 0.99


@pytest.mark.parametrize("seed", range(40))
def test_whoever_one_is_one_may_have_answered_otherwise_and_all_the_views_be_the_same(seed):
    chance = random.Random(seed)
    order = [*range(chance.randrange(7, 34))]
    life = [(who, chance.choices((1, 2, 3), (8, 2, 1))[0]) for who in order]
    for who in order:
        other = chance.choice([each for each in order if each != who])
        seen = views(life, (who, other))
        assert sum(seen[-1]) >= ENOUGH, "a result is seen"
        for option in (1, 2, 3):
            otherwise = [(each, option if each == who else said) for each, said in life]
            assert views(otherwise, (who, other)) == seen


@pytest.mark.parametrize("seed", range(40))
def test_who_changed_their_mind_may_not_have(seed):
    """Each run of views is one that first answers alone would give: a change shows in none."""
    chance = random.Random(seed)
    box, steps, life = Box(chance), [], a_life(chance)
    for who, option in life:
        before = box.seen()
        box.answer(who, option)
        if box.seen() != before:
            steps.append([now - then for now, then in zip(box.seen(), before, strict=True)])
    assert steps
    for rise in steps:
        assert min(rise) >= 0 and sum(rise) == ENOUGH


def test_the_last_to_answer_is_out_as_often_as_chance_has_it():
    left = 0
    for seed in range(700):
        box = Box(random.Random(seed))
        for who in range(7):
            box.answer(who, 1)
        left += 6 in box.waiting()
    assert 150 < left < 250  # two in seven


def test_every_draw_of_five_in_seven_may_come():
    answers = [Answer(1) for _ in range(7)]
    met = set()
    for seed in range(600):
        entering = drawn(answers, [], random.Random(seed))
        met.add(frozenset(id(each) for each in entering))
    assert len(met) == len(list(combinations(range(7), ENOUGH)))
