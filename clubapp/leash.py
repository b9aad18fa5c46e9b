"""Children leave with their parent, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time

GRACE = 8.0  # seconds to finish what was begun


def hold() -> None:
    """In a child of `multiprocessing`: end as soon as the parent is gone. Nothing, elsewhere."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)

    threading.Thread(target=watch, name="leash", daemon=True).start()
