"""What reading brings when every device sends at the same instant: an article once, and no more than a day may."""

from __future__ import annotations

from tests.races import readings

ROUNDS = 4


def test_an_article_pays_once(served, herd):
    hands = herd(served)
    for _ in range(ROUNDS):
        readings.one_article_many_times(served, hands)
    served.check_book()


def test_a_day_pays_for_so_many_articles(served, herd):
    hands = herd(served)
    for _ in range(ROUNDS):
        readings.one_day_of_a_reader(served, hands)
    served.check_book()
