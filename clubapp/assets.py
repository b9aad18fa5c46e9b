"""The static tree, published under one hash of all of it: relative imports just work, and browsers keep it forever."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import tempfile
import time
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

import brotli
from flask import Flask
from whitenoise import WhiteNoise

RECIPE = b"2"  # part of the hash: raise it when publishing itself changes
LARGE = 100_000  # bytes: past it the best packing takes seconds
COMPRESSIBLE = {".css", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest"}
KEPT = 2  # this build, and the one of the pages still open
STYLESHEET = "css/club.css"

_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.DOTALL)
_IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?(?P<file>[^"')\s;]+)["']?\s*\)?\s*(?:layer\((?P<layer>[\w.-]+)\))?\s*;"""
)
_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<address>[^"')]+)(?P=quote)\s*\)""")


def publish(static: Path, instance: Path) -> str:
    """Copy the tree to instance/assets/<hash>/, ready to be served, and return the hash; at once when it is there."""
    tree = hash_of(static)
    builds = instance / "assets"
    target = builds / tree
    if target.is_dir():
        os.utime(target)  # the newest again, even if an older one came back
    else:
        builds.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".assets-", dir=instance))
        try:
            _write(static, draft)
            draft.rename(target)
        except OSError:
            if not target.is_dir():  # otherwise another process came first, with the same files
                raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        _clear(instance, tree)
    return tree


def hash_of(static: Path) -> str:
    """One short hash of every path and every byte of the tree."""
    digest = hashlib.sha256(RECIPE)
    for path in sorted(path for path in static.rglob("*") if path.is_file()):
        digest.update(path.relative_to(static).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def joined(static: Path, name: str) -> str:
    """A stylesheet with what it imports in its place, layers kept, addresses still leading where they led."""
    return _join(static, name, dirname(name))


def url(tree: str, path: str) -> str:
    """The address of a file of the tree: `asset("icons/house.svg")` in templates."""
    return f"/static/{tree}/{path}"


def init_app(app: Flask, static: Path, instance: Path) -> str:
    """Publish the tree, serve it before Flask is asked, and give templates `asset()`."""
    tree = publish(static, instance)
    served = WhiteNoise(app.wsgi_app, immutable_file_test=lambda *_: True, allow_all_origins=False)
    for build in _builds(instance, tree)[:KEPT]:
        served.add_files(str(build), prefix=f"/static/{build.name}/")
    app.wsgi_app = served  # type: ignore[method-assign]
    app.config["TREE"] = tree
    app.jinja_env.globals["asset"] = partial(url, tree)
    return tree


def _write(static: Path, draft: Path) -> None:
    shutil.copytree(static, draft, dirs_exist_ok=True, copy_function=shutil.copyfile)
    if (static / STYLESHEET).exists():
        (draft / STYLESHEET).write_text(joined(static, STYLESHEET), encoding="utf-8")
    for path in [path for path in draft.rglob("*") if path.suffix in COMPRESSIBLE]:
        plain = path.read_bytes()
        for suffix, packed in (
            (".br", brotli.compress(plain, quality=9 if len(plain) > LARGE else 11)),
            (".gz", gzip.compress(plain, compresslevel=9, mtime=0)),
        ):
            if len(packed) < len(plain):
                path.with_name(path.name + suffix).write_bytes(packed)


def _join(static: Path, name: str, home: str) -> str:
    def bring(match: re.Match[str]) -> str:
        text = _join(static, normpath(join(dirname(name), match["file"])), home)
        layer = match["layer"]
        return f"@layer {layer} {{\n{text}}}" if layer else text

    def rebase(match: re.Match[str]) -> str:
        address = match["address"]
        if re.match(r"[a-z]+:|[/#]", address):
            return match[0]
        return f'url("{relpath(join(dirname(name), address), home)}")'

    text = _COMMENT.sub(lambda match: match[1] or "", (static / name).read_text(encoding="utf-8"))
    text = "".join(line.strip() + "\n" for line in text.splitlines() if line.strip())
    pieces, end = [], 0
    for match in _IMPORT.finditer(text):
        pieces += [_URL.sub(rebase, text[end : match.start()]), bring(match)]
        end = match.end()
    return "".join([*pieces, _URL.sub(rebase, text[end:])])


def _builds(instance: Path, tree: str) -> list[Path]:
    """This build, then the others, latest first."""
    others = [path for path in (instance / "assets").iterdir() if path.is_dir() and path.name != tree]
    return [instance / "assets" / tree, *sorted(others, key=lambda path: path.stat().st_mtime_ns, reverse=True)]


def _clear(instance: Path, tree: str) -> None:
    hour_ago = time.time() - 3600
    stale = [path for path in instance.glob(".assets-*") if path.stat().st_mtime < hour_ago]
    for path in [*_builds(instance, tree)[KEPT:], *stale]:
        shutil.rmtree(path, ignore_errors=True)
