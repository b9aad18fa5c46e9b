from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.races.races", "tests.races.served")

from tests.races.herd import Herd  # noqa: E402
from tests.races.served import Served  # noqa: E402


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """A race that fails tells what its club said last."""
    report = yield
    if report.failed:
        for value in item.funcargs.values():
            for club in value if isinstance(value, list) else [value]:
                if isinstance(club, Served):
                    report.sections.append(("what the club said last", club.tail()))
    return report


@pytest.fixture(scope="package", params=[1, 4], ids=["1 process", "4 processes"])
def served(request, tmp_path_factory):
    """A club that is only raced against, in one process and in four."""
    club = Served(tmp_path_factory.mktemp("races"), processes=request.param)
    try:
        yield club.start()
    finally:
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
def clubs():
    """The clubs of this test alone, ended with it."""
    prepared = []
    yield prepared
    for club in prepared:
        club.stop()


@pytest.fixture
def own_club(clubs, tmp_path):
    """Prepare a club whose servers this test may kill: `own_club(processes=4)`, then `.start()`."""

    def prepare(processes=1):
        clubs.append(Served(tmp_path / f"club-{len(clubs)}", processes=processes))
        return clubs[-1]

    return prepare
