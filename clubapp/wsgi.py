"""What a server imports: `granian --interface wsgi clubapp.wsgi:app`, or `gunicorn clubapp.wsgi:app`."""

from __future__ import annotations

import os

from clubapp import leash, logs
from clubapp.app import create_app
from clubapp.settings import Settings

leash.hold()  # a worker of granian's would outlive it
settings = Settings.from_environ(os.environ)
logs.configure(settings)
app = create_app(settings)
