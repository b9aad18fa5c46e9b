"""When something comes, in the words one says it in."""

from datetime import UTC, datetime

import pytest
import time_machine

from clubapp import i18n


@pytest.mark.parametrize(
    ("comes", "said", "in_english"),
    [
        (datetime(2026, 12, 31, 9, tzinfo=UTC), "jeudi 31 décembre à 10\u202fh", "Thursday 31 December at 10:00"),
        (datetime(2027, 1, 5, 9, tzinfo=UTC), "mardi 5 janvier 2027 à 10\u202fh", "Tuesday 5 January 2027 at 10:00"),
        (datetime(2026, 12, 31, 23, tzinfo=UTC), "vendredi 1 janvier 2027", "Friday 1 January 2027"),
        (datetime(2026, 11, 23, 9, tzinfo=UTC), "demain à 10\u202fh", "tomorrow at 10:00"),
    ],
)
def test_a_day_of_another_year_is_told_with_its_year(app, comes, said, in_english):
    with app.test_request_context(), time_machine.travel(datetime(2026, 11, 22, 11, tzinfo=UTC), tick=False):
        for language, words in (("fr", said), ("en", in_english)):
            with i18n.speaking(language):
                assert i18n.coming(comes) == words
