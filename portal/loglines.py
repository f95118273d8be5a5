"""How log lines look: JSON on standard output, with the request's id and never a person."""

from typing import Any

import structlog


def configured() -> dict[str, Any]:
    """Set structlog up, and return what Django's LOGGING says of the libraries."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"lines": {"class": "logging.StreamHandler"}},
        "root": {"handlers": ["lines"], "level": "INFO"},
        "loggers": {
            # Django logs a request's path and a traceback with values; ours is the line of portal.shell.middleware.
            "django.request": {"level": "CRITICAL"},
            "django.security": {"level": "ERROR"},
        },
    }
