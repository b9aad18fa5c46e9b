import os
from datetime import UTC, datetime, timedelta

import pytest

from clubapp import uploads
from clubapp.refusals import Busy


@pytest.fixture
def folder(db, settings):
    """The folder of uploads, empty."""
    folder = settings.instance / "uploads"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    return folder


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_kept_whole_under_their_names(folder):
    uploads.keep({"abc-320.webp": b"one", "abc-640.webp": b"two"})
    uploads.keep({"abc-320.webp": b"one"})
    assert held(folder) == {"abc-320.webp": b"one", "abc-640.webp": b"two"}


def test_a_full_disk_leaves_nothing_half_written(folder, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Busy):
        uploads.keep({"abc-320.webp": b"one"})
    assert held(folder) == {}


def test_a_sweep_deletes_what_is_old_and_nobody_s(folder):
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    uploads.keep(dict.fromkeys(("kept-320.webp", "old-320.webp", "new-320.webp", ".draft-x"), b""))
    for name, age in (("kept-320.webp", 9), ("old-320.webp", 9), ("new-320.webp", 0), (".draft-x", 9)):
        moment = (now - timedelta(days=age)).timestamp()
        os.utime(folder / name, (moment, moment))
    uploads.sweep({"kept"}, before=now - timedelta(days=1))
    assert set(held(folder)) == {"kept-320.webp", "new-320.webp"}
