"""French typography, set where it is read."""

import pytest

from clubapp.typography import french


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Bonjour !", "Bonjour\u202f!"),
        ("Une question ?", "Une question\u202f?"),
        ("Votre code : 1", "Votre code\u202f: 1"),
        ("Ceci ; cela", "Ceci\u202f; cela"),
        ("« À faire »", "«\u202fÀ faire\u202f»"),
        ("l'activité d'aujourd'hui", "l’activité d’aujourd’hui"),
        ("d'« Hall »", "d’«\u202fHall\u202f»"),
        ("4 000 caractères", "4\u202f000 caractères"),
        ("1 000 000", "1\u202f000\u202f000"),
        ("12 3456", "12 3456"),
        ("de 9 h à 10 h", "de 9 h à 10 h"),
        ("nom@domaine.fr", "nom@domaine.fr"),
        ("https://club.fr", "https://club.fr"),
        ("%(num)d points", "%(num)d points"),
        ("", ""),
    ],
)
def test_plain_french_is_set_properly(plain, set_):
    assert french(plain) == set_
    assert french(set_) == set_
