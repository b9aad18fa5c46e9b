"""What a server imports: `granian --interface wsgi clubapp.wsgi:app`, or `gunicorn clubapp.wsgi:app`."""

from __future__ import annotations

import multiprocessing
import os

from clubapp import leash, logs
from clubapp.app import create_app
from clubapp.settings import Settings

if multiprocessing.parent_process():  # a worker of granian's, which would outlive it
    leash.hold()

settings = Settings.from_environ(os.environ)
logs.configure(settings)
app = create_app(settings)
