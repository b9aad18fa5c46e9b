from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.races.races", "tests.races.served")

from tests.races.herd import Herd  # noqa: E402
from tests.races.served import Served  # noqa: E402


@pytest.fixture(scope="package", params=[1, 4], ids=["1 process", "4 processes"])
def served(request, tmp_path_factory):
    """A club that is only raced against, in one process and in four."""
    club = Served(tmp_path_factory.mktemp("races"), processes=request.param)
    yield club.start()
    club.stop()


@pytest.fixture
def herd():
    """Gather a herd before a club: `herd(club, 24)`."""
    herds = []

    def gather(club, size=24):
        herds.append(Herd(club.port, size))
        return herds[-1]

    yield gather
    for gathered in herds:
        gathered.close()


@pytest.fixture
def own_club(tmp_path):
    """Prepare a club for this test alone, which may kill what serves it: `own_club(processes=4)`, then `.start()`."""
    clubs = []

    def prepare(processes=1):
        clubs.append(Served(tmp_path / f"club-{len(clubs)}", processes=processes))
        return clubs[-1]

    yield prepare
    for club in clubs:
        club.stop()
