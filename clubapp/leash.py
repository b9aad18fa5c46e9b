"""Children leave with their parent, however it ends: `python -m clubapp.leash MODULE ARGUMENTS…`."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import sys
import threading
import time
from functools import partial

GRACE = 8.0  # seconds to finish what was begun


def hold() -> None:
    """Leave as soon as the parent is gone: a forked one is watched, another holds our standard input open."""
    parent = multiprocessing.parent_process()
    gone = parent.join if parent else partial(os.read, 0, 1)

    def watch() -> None:
        gone()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)

    threading.Thread(target=watch, name="leash", daemon=True).start()


if __name__ == "__main__":
    hold()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
