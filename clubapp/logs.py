"""The logs: one line a request, JSON in production; never an address, a mail, a code, a token or a body."""

from __future__ import annotations

import logging
import sys
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

from clubapp.settings import Settings

log = structlog.get_logger()

_dicts = structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=20)


def configure(settings: Settings) -> None:
    """Set every logger of the process, the libraries' too, to one line of ours on the error stream."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if settings.production:
        last: list[Any] = [
            structlog.processors.ExceptionRenderer(_without_values),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        plain = structlog.dev.plain_traceback
        last = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    structlog.configure(
        processors=[*shared, *last],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for quiet in ("alembic", "PIL", "fontTools", "fpdf"):
        logging.getLogger(quiet).setLevel(logging.WARNING)
    logging.getLogger("clubapp").setLevel(logging.CRITICAL)  # Flask's own: `faults` logs what breaks, once


def _without_values(exc_info: structlog.typing.ExcInfo) -> list[dict[str, Any]]:
    """Where a fault happened and of what kind; its words may hold an e-mail or a code."""
    stacks = _dicts(exc_info)
    for stack in stacks:
        stack["exc_value"] = stack["exc_notes"] = None
    return stacks


def init_app(app: Flask) -> None:
    """Name each request in what is logged meanwhile, and say how it ended."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.environ.get("club.request_id", "-"))

    @app.after_request
    def end(answer: Response) -> Response:
        began = g.get("began")
        log.info(
            "request",
            method=request.method,
            # The rule, not the path: a path may hold a poster's code.
            rule=request.url_rule.rule if request.url_rule else "-",
            status=answer.status_code,
            ms=round((time.perf_counter() - began) * 1000, 1) if began else None,
        )
        return answer
