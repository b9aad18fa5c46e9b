"""Nothing grows past what one reads at a sitting."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.house

ROOT = Path(__file__).parents[2]
LIMITS = {
    "benchmarks/*.py": 250,
    "clubapp/**/*.py": 260,
    "migrations/env.py": 100,
    "static/css/**/*.css": 150,
    "static/js/**/*.js": 100,
    "templates/**/*.html": 110,
    "templates/**/*.txt": 40,
    "tests/**/*.py": 320,
}
VIEW = 20


@pytest.mark.parametrize(("pattern", "limit"), LIMITS.items())
def test_a_file_is_short(pattern, limit):
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in ROOT.glob(pattern)}
    assert lengths
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > limit} == {}


def test_a_view_finds_asks_and_answers_in_twenty_lines():
    long = {}
    for path in (*ROOT.glob("clubapp/*/views.py"), *ROOT.glob("clubapp/*/staff.py"), ROOT / "clubapp/members/me.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= VIEW:
                long[f"{path.parent.name}.{node.name}"] = node.end_lineno - node.lineno + 1
    assert long == {}
