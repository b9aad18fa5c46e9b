"""The folder of what people send: each file whole or not there, under a name made from what it holds."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO

from flask import current_app

from clubapp.refusals import Busy

PIECE = 2**16


def folder() -> Path:
    """Where they are, in the instance folder."""
    return Path(current_app.instance_path) / "uploads"


def keep(files: Mapping[str, bytes]) -> None:
    """Write files; one that was there is written anew and is young again. Raises Busy when the disk takes no more."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            _write(folder() / name, content)
    except OSError as fault:
        raise Busy from fault


def receive(sent: IO[bytes], ending: str) -> tuple[str, int]:
    """Write what is sent, a piece at a time; its name, made from what it holds, and its size. Raises Busy."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=folder())
        digest, size = hashlib.sha256(), 0
        try:
            with os.fdopen(descriptor, "wb") as file:
                while piece := sent.read(PIECE):
                    file.write(piece)
                    digest.update(piece)
                    size += len(piece)
                file.flush()
                os.fsync(file.fileno())
            name = f"{digest.hexdigest()[:32]}.{ending}"
            Path(draft).replace(folder() / name)
        except BaseException:
            Path(draft).unlink()
            raise
    except OSError as fault:
        raise Busy from fault
    return name, size


def discard(name: str) -> None:
    """Delete a file that is of no use."""
    (folder() / name).unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink()
        raise


def sweep(kept: Collection[str], before: datetime) -> None:
    """Delete the files last written before a moment whose name, up to its first dash, is not among those kept."""
    if not folder().is_dir():
        return
    for path in folder().iterdir():
        if path.name.partition("-")[0] not in kept and path.stat().st_mtime < before.timestamp():
            path.unlink()
