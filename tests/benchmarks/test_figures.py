"""The report compares inside a round: a busy minute slows both sides of a ratio alike."""

import pytest

from benchmarks import report
from benchmarks.counts import Count
from benchmarks.figures import Load, percentile, ratio
from benchmarks.works import CLUB, HELLO, LIST, SCAN, TWIN


def load(cost, *, done=100, seconds=2.0, latencies=(0.001,)):
    """A load whose requests cost so many CPU-milliseconds."""
    return Load(done, seconds, cost * done / 1000, latencies)


def test_a_load_says_its_cost_and_its_rate():
    assert (load(0.5).cost, load(0.5).rate) == (pytest.approx(0.5), 50.0)


def test_a_ratio_is_the_middle_one_of_the_rounds():
    assert ratio([2.0, 30.0, 9.0], [1.0, 10.0, 1.0]) == 3.0


def test_rounds_are_not_mixed():
    with pytest.raises(ValueError, match="shorter"):
        ratio([1.0, 2.0], [1.0])


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.99, 99), (0.991, 100), (1, 100), (0, 1)])
def test_a_percentile_is_a_value_that_was_met(share, value):
    assert percentile(list(range(100, 0, -1)), share) == value


def test_a_table_reads_as_it_stands():
    assert report.table(["a", "bb"], [["ccc", "d"]]) == ["| a   | bb |", "| --- | -- |", "| ccc | d  |"]


def test_each_work_stands_beside_hello_and_its_twin():
    names = (LIST, *report.LABELS)
    runs = {(CLUB, name): [load(3.0), load(30.0), load(3.0)] for name in names}
    runs |= {(HELLO, "hello"): [load(0.1), load(1.0), load(0.2)], (TWIN, LIST): [load(6.0), load(60.0), load(60.0)]}
    row = next(line for line in report.against_others(runs) if report.LABELS[LIST] in line)
    assert [cell.strip() for cell in row.split("|")[2:-1]] == [
        "3.00",
        "30.0 ×",
        "≤ 7.5 ×, first 10 ×",
        "0.50 ×",
        "≤ 0.25 ×",
    ]


def test_the_scan_is_told_beside_the_disk_of_the_same_round():
    slow = [0.010] * 99 + [0.025]
    runs = {(CLUB, SCAN): [load(1.0, done=100, latencies=slow), load(1.0, done=200, latencies=slow)]}
    assert [row[1] for row in report.scan_lines(runs, [500.0, 1000.0])] == ["750", "10 %", "10.0 ms", "1.0 × that"]


@pytest.mark.parametrize(("found", "kept"), [(8, True), (9, False)])
def test_a_count_is_kept_up_to_its_limit(found, kept):
    assert Count("requests", found, 8).kept is kept
