"""The least a Flask application can do: the unit of the report."""

from __future__ import annotations

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    return "<h1>Hello</h1>"
