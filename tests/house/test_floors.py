"""The floor plan of `clubapp/__init__.py`, held against what every module imports."""

import ast
import re
import sys
from pathlib import Path

import pytest

import clubapp

pytestmark = pytest.mark.house

HOUSE = Path(clubapp.__file__).parent
FLOORS = [line.split() for line in re.findall(r"^\d .*$", clubapp.__doc__, re.MULTILINE)]
PLACES = [(int(number), name.strip(",")) for number, _floor, *names in FLOORS for name in names]
OPEN_PLAN = {0, 1, 8}  # floors of single files, where the order of writing is an order of building
FLOOR = {name: number for number, name in PLACES}
HEIGHT = {name: (number, place if number in OPEN_PLAN else 0) for place, (number, name) in enumerate(PLACES)}
MODULES = {path.relative_to(HOUSE).with_suffix("").parts: path for path in HOUSE.rglob("*.py")}
ROOMS = {name for name, number in FLOOR.items() if 2 <= number <= 7}

FRONT_DOORS = {"models", "rules", "ledger", "access"}
SIDE_DOORS = {
    "activities.cartels": "home shows what is to do and what waits",
    "activities.categories": "badges and common goals ask for a category",
    "activities.forms": "home shows the scanner as it is without network",
    "activities.hearing": "the back office reads, answers and publishes what members say",
    "activities.hours": "the demo says when its activities are open",
    "activities.rating": "the demo's members say what they thought",
    "activities.scanning": "the scan is a rule with a file of its own: the demo scans",
    "activities.sentences": "home tells the scans it kept in the words of the scan itself",
    "activities.vouching": "the desk counts in the members who show their card",
    "activities.waiting": "home gives who came in what waited for them",
    "articles.filing": "the jobs runner files what is found by old words, `club audit` looks for it",
    "articles.reading": "the map of the site names what there is to read",
    "articles.life": "the jobs runner publishes what is due, the demo brings its articles along",
    "articles.readers": "home lets go of what a member kept, the demo's members read",
    "artworks.importing": "the jobs runner forgets what was only tried",
    "artworks.liking": "who leaves takes what they like along, the jobs runner forgets wrong numbers",
    "artworks.running": "the jobs runner brings in what staff sent",
    "artworks.terminal": "`club import joconde`",
    "backoffice.prints": "the jobs runner draws what staff asked for",
    "home.leaving": "the jobs runner lets go of who has been away for long",
    "journal.sentences": "the back office tells what staff did in the journal's words",
    "journal.triggers": "`club audit` looks for them",
    "labels.marking": "the demo's members mark its labels",
    "labels.reading": "the demo finds the texts of its labels",
    "labels.words": "the demo finds the words it marks",
    "members.second_factor": "the jobs runner forgets wrong codes, `club staff reset-factor` takes a lost one away",
    "members.signing_in": "the jobs runner forgets old codes",
    "pictures.forms": "a room that shows pictures asks for them in its own form",
    "posters.forms": "a room that has posters asks where they hang",
    "points.granting": "the back office gives points and takes them back, the receipt book says why",
    "points.reporting": "home takes reports, the back office answers them",
    "points.holding": "the back office holds points and gives them back, the receipt book says why",
    "points.audit": "`club audit` prints it",
    "polls.answering": "articles and home show a poll, who leaves takes their answers along, the demo answers",
    "posters.keeping": "a scan is kept, home shows what waits, the jobs runner forgets what waited too long",
    "posters.life": "the back office says what became of a poster, a scan of an old code is told where the new one is",
    "points.awarding": "badges are asked of the ledger's room: pages show them, the jobs runner gives what was due",
    "points.together": "common goals: home shows them, the back office writes them, the jobs runner counts",
    "points.forms": "the back office asks what a badge says in the room's own form",
    "points.badges": "the back office writes badges, the demo too",
    "posters.printing": "the back office prints",
    "posters.suspicions": "the back office looks at what is odd in the scans",
    "shop.audit": "`club audit` counts what is wrong of gifts and vouchers",
    "shop.claiming": "a claim is a rule with a file of its own: the receipt book names it, the demo claims",
    "shop.deadlines": "the jobs runner reminds and expires",
    "shop.forms": "the desk asks why a hand-over is undone",
    "shop.handing": "the desk hands over",
    "shop.lists": "the journal names the gifts and vouchers it tells of",
    "shop.stocking": "the demo fills its shelves",
    "surveys.answering": "who leaves is forgotten, the demo's members answer",
    "surveys.batches": "the demo's anonymous answers are shuffled",
    "surveys.conditions": "the demo's members answer what they are shown",
    "surveys.copying": "the demo's surveys are defined",
    "surveys.finding": "home shows what a member is asked",
    "surveys.kinds": "the demo's members answer each kind of question",
    "surveys.reports.staff": "the back office mounts the pages of results",
    "surveys.publishing": "the demo's museum says what it reads in its figures",
    "surveys.life": "the jobs runner opens, closes and shuffles, the demo brings its surveys along",
}
KNOW_HTTP = {
    "views",
    "staff",
    "artworks.imports",
    "members.me",
    "members.access",
    "home.trails",
    "backoffice.trails",
    "backoffice.goals",
    "backoffice.ratings",
    "backoffice.posters",
    "backoffice.desk",
    "backoffice.journal",
    "backoffice.holds",
    "backoffice.members",
    "backoffice.reports",
    "backoffice.museums",
}


def named(parts):
    return ".".join(part for part in parts if part != "__init__")


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path):
    """The dotted names below clubapp a file imports: "posters.rules", "clock"."""
    package = ("clubapp", *path.relative_to(HOUSE).parts[:-1])
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("clubapp"))
        elif isinstance(node, ast.ImportFrom):
            home = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*home, *([node.module] if node.module else [])])
            if source.split(".")[0] == "clubapp":
                for alias in node.names:
                    dotted = f"{source}.{alias.name}".partition(".")[2]
                    parts = tuple(dotted.split("."))
                    yield dotted if parts in MODULES or (*parts, "__init__") in MODULES else named(parts[:-1])


def crossings():
    """Every import from one room or file of the house to another: who, the room they stand in, what."""
    for parts, path in MODULES.items():
        for target in imports(path):
            if parts != ("__init__",) and target and target.split(".")[0] != parts[0]:
                yield named(parts), parts[0], target


CROSSINGS = sorted(set(crossings()))


def test_every_room_stands_on_one_floor():
    assert sorted(name for _, name in PLACES) == sorted({parts[0] for parts in MODULES} - {"__init__"})


def test_the_plan_is_read_as_it_is_meant():
    assert ("activities.scanning", "activities", "points.ledger") in CROSSINGS
    assert len(CROSSINGS) > 100


def test_calls_go_down():
    assert [(who, what) for who, room, what in CROSSINGS if HEIGHT[what.split(".")[0]] >= HEIGHT[room]] == []


def test_the_ground_stands_on_the_standard_library_alone():
    for name in (name for name, floor in FLOOR.items() if floor == 0):
        for node in ast.walk(tree(HOUSE / f"{name}.py")):
            if isinstance(node, ast.Import | ast.ImportFrom):
                modules = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
                assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names, name


def test_a_room_is_entered_by_its_doors():
    inner = [(who, what) for who, _, what in CROSSINGS if what.split(".")[0] in ROOMS]
    entered = {what for who, what in inner if what.split(".")[1] not in FRONT_DOORS and not gathers(who, what)}
    assert entered == set(SIDE_DOORS)


def gathers(who, what):
    """Whether the house puts a room's pages where they belong."""
    _room, file = what.split(".", 1)
    return (who == "app" and (file == "views" or what in ("members.me", "home.trails"))) or (
        who.startswith("backoffice.") and file == "staff"
    )


def test_nothing_is_imported_inside_a_function():
    late = [
        named(parts)
        for parts, path in MODULES.items()
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_what_is_shared_has_a_name():
    assert {part for parts in MODULES for part in parts} & {"common", "utils", "helpers", "services", "core"} == set()


def test_rules_know_neither_a_request_nor_a_form():
    for parts, path in MODULES.items():
        if parts[0] not in ROOMS or parts[-1] in {*KNOW_HTTP, "forms"} or named(parts) in KNOW_HTTP:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names}
                assert not names & {"request", "session", "flash", "current_user", "abort"}, named(parts)
                assert node.module not in ("flask", "flask_login", "wtforms", "clubapp.forms"), named(parts)
                assert not (node.module or "").endswith(".forms"), named(parts)
