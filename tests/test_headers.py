import gzip
import re
from wsgiref.util import setup_testing_defaults

import brotli
import pytest
from flask import Flask, abort, request

from clubapp import headers
from clubapp.settings import Settings

PAGE = "<p>Le chat de la céramique</p>" * 100


def club(**settings):
    app = Flask("stub", static_folder=None)
    app.add_url_rule("/", "page", lambda: PAGE)
    app.add_url_rule("/short", "short", lambda: "<p>court</p>")
    app.add_url_rule("/scanner", "scanner", lambda: PAGE)
    app.add_url_rule(
        "/service-worker.js",
        "service-worker",
        lambda: ("//", {"Content-Type": "text/javascript", "Cache-Control": "no-store"}),
    )
    app.add_url_rule("/breaks", "breaks", lambda: 1 / 0)
    app.add_url_rule("/refused", "refused", lambda: abort(403))
    headers.init_app(app, Settings(**settings))
    return app


@pytest.fixture
def client():
    return club().test_client()


@pytest.mark.parametrize("path", ["/", "/nowhere", "/breaks", "/refused", "/static/x/y.css"])
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "OPTIONS"])
def test_every_answer_carries_the_headers(client, path, method):
    answer = client.open(path, method=method)
    assert answer.headers.getlist("Content-Security-Policy") == [headers.PAGE]
    for name, value in headers.HEADERS:
        assert answer.headers.getlist(name) == [value]
    assert answer.headers.getlist("Permissions-Policy") == [headers.SHUT]
    assert re.fullmatch("[0-9a-f]{16}", answer.headers["X-Request-ID"])
    assert "Strict-Transport-Security" not in answer.headers


def test_no_policy_allows_what_is_inline_or_elsewhere():
    for policy in (headers.PAGE, headers.DECODER, headers.WORKER):
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe-inline" not in policy
        assert "http" not in policy


def test_two_variants_stand_where_they_are_declared(client):
    for scanner in ("/scanner", "/hors-ligne/scanner"):
        assert client.get(scanner).headers["Content-Security-Policy"] == headers.DECODER
    assert client.get("/service-worker.js").headers["Content-Security-Policy"] == headers.WORKER
    assert headers.DECODER.replace(" 'wasm-unsafe-eval'", "") == headers.PAGE


def test_the_camera_opens_on_the_pages_that_use_it(client):
    assert client.get("/scanner").headers["Permissions-Policy"] == headers.OPEN
    assert headers.OPEN.replace("camera=(self)", "camera=()") == headers.SHUT


def test_pages_belong_to_someone_unless_they_say_otherwise(client):
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/service-worker.js").headers["Cache-Control"] == "no-store"


def test_only_production_asks_for_https_for_good():
    answer = club(env="production").test_client().get("/nowhere")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_request_is_named_by_us_unless_a_proxy_is_trusted():
    given = {"X-Request-ID": "from-outside-1"}
    assert club().test_client().get("/", headers=given).headers["X-Request-ID"] != "from-outside-1"
    behind = club(trusted_proxies=1).test_client()
    assert behind.get("/", headers=given).headers["X-Request-ID"] == "from-outside-1"
    assert behind.get("/", headers={"X-Request-ID": "<b>"}).headers["X-Request-ID"] != "<b>"


def test_the_request_knows_its_name():
    app = club()
    seen = []
    app.before_request(lambda: seen.append(request.environ["club.request_id"]))
    assert app.test_client().get("/").headers["X-Request-ID"] == seen[0]


def test_an_application_that_breaks_still_answers():
    def broken(environ, start_response):
        raise RuntimeError("alice@demo.club")

    environ, said = {}, []
    setup_testing_defaults(environ)
    layer = headers.Headers(broken, Settings())
    body = b"".join(layer(environ, lambda status, pairs, exc_info=None: said.append((status, dict(pairs)))))
    ((status, pairs),) = said
    assert status.startswith("500")
    assert pairs["Content-Security-Policy"] == headers.PAGE
    assert pairs["X-Request-ID"].encode() in body
    assert b"alice" not in body


@pytest.mark.parametrize(("coding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_pages_are_compressed_for_who_can_read_it(client, coding, unpack):
    answer = client.get("/", headers={"Accept-Encoding": coding})
    assert answer.headers["Content-Encoding"] == coding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.data) < 200
    assert unpack(answer.data).decode() == PAGE


def test_others_get_pages_as_they_are(client):
    for answer in (client.get("/"), client.get("/", headers={"Accept-Encoding": "br;q=0"})):
        assert "Content-Encoding" not in answer.headers
        assert answer.text == PAGE
    assert "Content-Encoding" not in client.get("/short", headers={"Accept-Encoding": "br"}).headers
