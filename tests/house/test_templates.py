"""Templates: fragments say what they need, forms work bare, nothing stands inline that the policy forbids."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import html5lib
import pytest
from jinja2 import meta, nodes

pytestmark = pytest.mark.house

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
TEXTS = {name: (TEMPLATES / name).read_text(encoding="utf-8") for name in NAMES}
FRAGMENTS = [name for name in NAMES if Path(name).name.startswith("_") and "/" in name]
SWAPPED = [
    "activities/_kept.html",
    "activities/_outcome.html",
    "activities/_rating.html",
    "activities/staff/_state.html",
    "articles/_end.html",
    "articles/_feelings.html",
    "articles/_keep.html",
    "backoffice/_found.html",
    "backoffice/_look_up.html",
    "backoffice/_sight.html",
    "points/staff/_goal_state.html",
    "points/staff/_state.html",
    "posters/staff/_state.html",
    "shop/staff/_state.html",
    "surveys/_part.html",
]
GIVEN = {"lang", "request_id"}  # by the context processor
TAG = re.compile(r"<(?!/|!)(?:[^<>{]|{{.*?}}|{%.*?%})*>", re.DOTALL)


@pytest.fixture(scope="module")
def parsed(app):
    """The syntax tree of each template."""
    return {name: app.jinja_env.parse(text) for name, text in TEXTS.items()}


def needed(name, app, parsed):
    """What a template reads that nobody gives it, its includes' reading included."""
    found = meta.find_undeclared_variables(parsed[name])
    here = {node.name for node in parsed[name].find_all(nodes.Name) if node.ctx == "store"}
    for other in meta.find_referenced_templates(parsed[name]):
        if other and other != "_ui.html":
            found |= needed(other, app, parsed) - here
    return found - set(app.jinja_env.globals) - GIVEN


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_fragment_says_what_it_needs(name, app, parsed):
    says = re.match(r"{# needs:(.*?)#}", TEXTS[name])
    declared = {word.strip() for word in says[1].split(",")} - {""} if says else set()
    assert declared == needed(name, app, parsed)


def test_the_fragments_swapped_are_those_the_views_answer_with():
    answers = set()
    rooms = (*ROOT.glob("clubapp/*/views.py"), *ROOT.glob("clubapp/*/staff.py"), *ROOT.glob("clubapp/backoffice/*s.py"))
    for path in rooms:
        text = path.read_text(encoding="utf-8")
        room = re.search(r'^room = "(.*)"', text, re.MULTILINE)
        answers |= {room[1] + file for file in re.findall(r'room \+ "(_\w+\.html)"', text)} if room else set()
    answers |= set(re.findall(r'"(backoffice/_\w+\.html)"', (ROOT / "clubapp/backoffice/desk.py").read_text()))
    assert sorted(answers) == SWAPPED


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_fragment_is_one_element_with_an_id(name):
    markup = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", TEXTS[name], flags=re.DOTALL)
    roots = list(html5lib.parseFragment(markup, namespaceHTMLElements=False))
    if [root.tag.partition("}")[2] for root in roots] == ["svg"]:
        return  # a drawing is never swapped
    assert len({root.get("id") for root in roots}) == 1, "two branches may each have a root, of one id"
    assert roots[0].get("id")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_inline(name):
    for tag in TAG.findall(TEXTS[name]):
        assert not re.search(r"\sstyle=", tag), tag
        assert not re.search(r"\son\w+=", tag), tag
        assert not re.search(r"\shx-(on|boost|vals|vars)\b", tag), tag
        assert "javascript:" not in tag, tag
        assert not tag.startswith("<script") or " src=" in tag, tag
    assert "<style" not in TEXTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_form_works_without_javascript(name):
    for tag in TAG.findall(TEXTS[name]):
        if tag.startswith("<form"):
            assert "ui.posts(" in tag or ('method="' in tag and 'action="' in tag), tag
            assert "hx-post" not in tag, "by ui.posts, so that method and action stay beside it"


@pytest.mark.parametrize("name", SWAPPED)
def test_every_control_of_a_swapped_fragment_has_an_id(name):
    for tag in TAG.findall(TEXTS[name]):
        if tag.startswith(("<a ", "<button", "<input", "<select", "<textarea", "<summary")):
            assert 'type="hidden"' in tag or " id=" in tag, tag
    for call in re.findall(r"ui\.button\(.*?\) }}", TEXTS[name]):
        assert "id=" in call, call


@pytest.mark.parametrize("name", ["_bar.html", "activities/_activity.html"])
def test_a_fragment_drawn_once_knows_nothing_of_who_reads_it(name, parsed):
    needs = re.match(r"{# needs:(.*?)#}", TEXTS[name])[1]
    known = {"_", "ngettext", "reading", "ui", "url_for"} | {word.strip() for word in needs.split(",")}
    assert meta.find_undeclared_variables(parsed[name]) <= known


def test_every_address_written_leads_somewhere(app, parsed):
    wanted = {
        call.args[0].value
        for tree in parsed.values()
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "url_for" and isinstance(call.args[0], nodes.Const)
    }
    in_code = {
        node.args[0].value
        for path in (ROOT / "clubapp").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "url_for"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert len(wanted) > 15 and len(in_code) >= 10
    assert (wanted | in_code) - {rule.endpoint for rule in app.url_map.iter_rules()} == set()


def test_every_template_is_used(app, parsed):
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "clubapp").rglob("*.py"))
    included = {other for tree in parsed.values() for other in meta.find_referenced_templates(tree)}
    assert [name for name in NAMES if name not in included and f'{Path(name).name}"' not in code] == []


def test_no_idiom_of_an_older_htmx_is_left():
    script = ROOT / "scripts/vendor/htmx-upgrade-check.py"
    done = subprocess.run([sys.executable, script, TEMPLATES], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "")
