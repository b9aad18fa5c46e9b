import gzip
import os
import subprocess
import sys

import brotli
import pytest
from flask import Flask

from clubapp import assets

TREE = {
    "css/club.css": '@layer base, rooms;\n/* @import url("gone.css"); */\n@import url("base.css") layer(base);\n'
    '@import "rooms/home.css" layer(rooms);\n.a { background: url(../images/a.svg); }\n',
    "css/base.css": "body { color: red }\n",
    "css/rooms/home.css": ".b { mask: url('../../images/b.svg') } .c { fill: url(#d); src: url(data:x) }\n"
    '@import "deep/deeper.css";\n',
    "css/rooms/deep/deeper.css": ".e { background: url(e.png) }\n",
    "js/club.js": "import './elements/x.js'\n" * 50,
    "fonts/f.woff2": "font",
}


@pytest.fixture
def static(tmp_path):
    for name, text in TREE.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "static"


def test_the_stylesheets_are_joined_and_lead_where_they_led(static):
    assert assets.joined(static, "css/club.css") == (
        "@layer base, rooms;\n"
        "@layer base {\nbody { color: red }\n}\n"
        '@layer rooms {\n.b { mask: url("../images/b.svg") } .c { fill: url(#d); src: url(data:x) }\n'
        '.e { background: url("rooms/deep/e.png") }\n\n}\n'
        '.a { background: url("../images/a.svg"); }\n'
    )


def test_compressible_files_have_their_twins(static, tmp_path):
    build = tmp_path / "instance/assets" / assets.publish(static, tmp_path / "instance")
    plain = (build / "js/club.js").read_bytes()
    assert plain.decode() == TREE["js/club.js"]
    assert brotli.decompress((build / "js/club.js.br").read_bytes()) == plain
    assert gzip.decompress((build / "js/club.js.gz").read_bytes()) == plain
    assert not (build / "fonts/f.woff2.br").exists()


def test_one_changed_byte_is_another_tree_and_the_same_bytes_the_same(static, tmp_path):
    instance = tmp_path / "instance"
    first = assets.publish(static, instance)
    assert assets.publish(static, instance) == first
    (static / "css/base.css").write_text("body { color: tan }\n")
    assert assets.publish(static, instance) != first


def test_the_previous_build_stays_and_older_ones_go(static, tmp_path):
    instance = tmp_path / "instance"
    trees = []
    for step in range(4):
        (static / "js/club.js").write_text(f"// {step}")
        trees.append(assets.publish(static, instance))
        os.utime(instance / "assets" / trees[-1], (step + 1000, step + 1000))
    assert {path.name for path in (instance / "assets").iterdir()} == set(trees[2:])
    assert not list(instance.glob(".assets-*"))


def test_four_processes_publish_at_once(static, tmp_path):
    code = (
        "import sys; from pathlib import Path; from clubapp import assets\n"
        "print(assets.publish(*map(Path, sys.argv[1:])))"
    )
    command = [sys.executable, "-c", code, str(static), str(tmp_path / "instance")]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = {child.communicate()[0] for child in children}
    assert [child.returncode for child in children] == [0] * 4
    assert len(answers) == 1
    assert len(list((tmp_path / "instance").iterdir())) == 1


@pytest.fixture
def served(static, tmp_path):
    app = Flask("stub", static_folder=None)
    tree = assets.init_app(app, static, tmp_path / "instance")
    return app.test_client(), f"/static/{tree}/"


def test_files_are_served_for_good_and_compressed(served):
    client, root = served
    answer = client.get(root + "js/club.js", headers={"Accept-Encoding": "br, gzip"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Content-Type"].startswith("text/javascript")
    answer.close()


@pytest.mark.parametrize("path", ["../../secret", "js/nothing.js", "js/", "js/club.js.br"])
def test_nothing_else_is_served(served, path):
    client, root = served
    assert client.get(root + path).status_code == 404


def test_templates_write_addresses_with_the_hash(served):
    client, root = served
    assert client.application.jinja_env.globals["asset"]("icons/x.svg") == root + "icons/x.svg"
