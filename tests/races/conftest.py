from __future__ import annotations

from itertools import count

import pytest

pytest.register_assert_rewrite("tests.races.boutique", "tests.races.grants", "tests.races.races", "tests.races.served")

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


# The name of an engine, and how many processes serve.
SERVED = {"1 process": ("sqlite", 1), "4 processes": ("sqlite", 4), "4 on PostgreSQL": ("postgresql", 4)}
numbers = count(1)


def a_club(request, instance, engine, processes):
    cluster = request.getfixturevalue("cluster") if engine == "postgresql" else None
    return Served(instance, processes, cluster.create(f"race{next(numbers)}") if cluster else "")


@pytest.fixture(scope="package", params=SERVED.values(), ids=SERVED)
def served(request, tmp_path_factory):
    """A club that is only raced against."""
    club = a_club(request, tmp_path_factory.mktemp("races"), *request.param)
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
def own_club(request, clubs, tmp_path):
    """Prepare a club whose servers this test may kill: `own_club(processes=4)`, then `.start()`."""

    def prepare(processes=1, engine="sqlite"):
        clubs.append(a_club(request, tmp_path / f"club-{len(clubs)}", engine, processes))
        return clubs[-1]

    return prepare
