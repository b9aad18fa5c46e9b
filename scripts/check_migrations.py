"""Fails when the models say something the migrations do not."""

import sys
import tempfile
from pathlib import Path

from flask_migrate import check

from clubapp import db
from clubapp.app import create_app
from clubapp.settings import Settings

with tempfile.TemporaryDirectory() as folder:
    app = create_app(Settings.from_environ({"CLUB_INSTANCE": str(Path(folder))}))
    with app.app_context():
        db.upgrade()
        check()
sys.exit(0)
