import pytest

from tests.house.network import furnish


@pytest.fixture
def network(world):
    """The furnished network; its numbers."""
    return world(furnish)
