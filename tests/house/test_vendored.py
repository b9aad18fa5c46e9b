"""What others wrote stands here unchanged, and says so."""

import hashlib
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.house

VENDOR = Path(__file__).parents[2] / "static/vendor"
LICENCES = ("LICENSE", "LICENSE-zxing-cpp")


def test_every_vendored_file_is_the_one_that_was_published():
    table = (VENDOR / "VENDORED.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"`([\w@./-]+\.\w+)` \| `([0-9a-f]{64})`", table))
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*.*")
        if path.is_file() and path.name not in (*LICENCES, "VENDORED.md")
    }
    signs = {name.rpartition("/")[2]: digest for name, digest in found.items() if "lucide" in name}
    others = {name: digest for name, digest in found.items() if "lucide" not in name}
    assert listed == signs | others
    assert len(others) >= 6


def test_every_vendored_package_has_its_licence():
    for package in (path for path in VENDOR.iterdir() if path.is_dir()):
        assert (package / "LICENSE").read_text(encoding="utf-8").strip(), package.name


def test_the_decoder_is_the_one_its_reader_expects():
    wasm = hashlib.sha256((VENDOR / "zxing-wasm@3.1.3/zxing_reader.wasm").read_bytes()).hexdigest()
    assert wasm in (VENDOR / "barcode-detector@3.2.2/zxing-exported.js").read_text(encoding="utf-8")
