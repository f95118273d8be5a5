"""How log lines look: JSON on standard output, with the request's id and never a person.

Whoever writes one, ours or a library, it is one line of JSON. A library's words are kept where they cannot hold what
somebody sent; where they can (a Host header, an SQL value), its name and the kind of fault must do.
"""

import io
import logging
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from portal.traces import places

MASK = "[nummer]"
# An identity number in any of its forms; nothing else in a line needs ten or twelve digits in a row.
_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+\u2010-\u2015\u2212 ]?\d{4}(?!\d)")
# Loggers whose messages quote what was sent, and what their lines say instead.
_NAMED_ONLY = {
    "django.security": "refused",
    "django.request": "request",
    "psycopg": "database",
    "celery": "background",
    "kombu": "broker",
}


def masked(told: Any) -> Any:
    """Return the value with every identity number in its texts masked; the ids of requests stay as they are."""
    if isinstance(told, str):
        return told if _is_uuid(told) else _NUMBER.sub(MASK, told)
    if isinstance(told, Mapping):
        return {masked(name): masked(value) for name, value in told.items()}
    if isinstance(told, list | tuple | set | frozenset):
        return [masked(one) for one in told]
    if isinstance(told, int) and not isinstance(told, bool) and len(str(abs(told))) in (10, 12):
        return MASK
    return told if told is None or isinstance(told, int | float) else masked(str(told))


def _is_uuid(told: str) -> bool:
    try:
        return str(UUID(told)) == told
    except ValueError:
        return False


def _guard(_logger: WrappedLogger, _method: str, told: EventDict) -> EventDict:
    """Mask what slipped through: the last processor before a line is written."""
    return {name: value if name == "timestamp" else masked(value) for name, value in told.items()}


def _foreign(_logger: WrappedLogger, _method: str, told: EventDict) -> EventDict:
    """Say of a library's line its logger and, of a fault, kind and place; its values only where none can be sent."""
    record: logging.LogRecord = told["_record"]
    told["logger"] = record.name
    args = told.pop("positional_args", None)
    told.pop("stack_info", None)
    fault = (told.pop("exc_info", None) or (None, None))[1]
    for name, event in _NAMED_ONLY.items():
        if record.name == name or record.name.startswith(f"{name}."):
            told["event"] = event
            fault = fault or _fault(args)
    if fault is not None:
        told.update(kind=type(fault).__name__, where=places(fault))
    return told


def _fault(args: Any) -> BaseException | None:
    found = args if isinstance(args, tuple) else ()
    return next((one for one in found if isinstance(one, BaseException)), None)


class _Output(io.StringIO):
    """Standard output as it is when a line is written, not as it was when its logger was made."""

    def write(self, line: str, /) -> int:
        return sys.stdout.write(line)

    def flush(self) -> None:
        sys.stdout.flush()


def configured() -> dict[str, Any]:
    """Set structlog up, and return what Django's LOGGING says of the libraries.

    A command's standard output is its own (`demo --json` prints one object there): its log lines go beside it.
    """
    command = Path(sys.argv[0]).name == "manage.py"
    common: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    written: list[Processor] = [_guard, structlog.processors.JSONRenderer(ensure_ascii=False)]
    structlog.configure(
        processors=[*common, *written],
        # One write, its end with it: where nothing is buffered, print() lets another process write in between.
        logger_factory=structlog.WriteLoggerFactory(sys.stderr if command else _Output()),
        cache_logger_on_first_use=True,
    )
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a line that cannot be written is dropped, not quoted
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*common, _foreign],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *written,
                ],
                "pass_foreign_args": True,
            }
        },
        "handlers": {
            "lines": {
                "class": "logging.StreamHandler",
                "formatter": "lines",
                "stream": "ext://sys.stderr" if command else "ext://sys.stdout",
            }
        },
        "root": {"handlers": ["lines"], "level": "INFO"},
        # Named, so that a library's own handlers, which write plain text, are taken away.
        "loggers": {
            "django": {"level": "INFO", "handlers": []},
            "django.server": {"handlers": [], "propagate": True},
            # Django logs a request's path and a traceback with values; ours is the line of portal.shell.middleware.
            "django.request": {"level": "CRITICAL"},
            "django.security": {"level": "ERROR"},
            "psycopg": {"level": "WARNING"},
            "py.warnings": {"level": "WARNING", "handlers": [], "propagate": True},
            # Each message and each task has its line by default; jobs that did something have ours (portal.jobs).
            "celery": {"level": "WARNING", "handlers": []},
            "celery.app.trace": {"level": "CRITICAL"},  # ours is that of portal.celery
            "kombu": {"level": "WARNING", "handlers": []},
            "_granian": {"level": "ERROR", "handlers": [], "propagate": True},
            "granian.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
    }
