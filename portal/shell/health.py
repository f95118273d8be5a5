"""`/healthz` says that the process lives and touches nothing; `/readyz` says whether it can do its work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import clock


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that must work; `check` returns a word for the reader, or raises LookupError saying what is wrong."""

    name: str
    check: Callable[[datetime], str]


_probes: list[Probe] = []


def join(probe: Probe) -> None:
    """Take a probe from a room; called in its AppConfig.ready()."""
    _probes[:] = [one for one in _probes if one.name != probe.name] + [probe]


def _migrated(_at: datetime) -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        message = f"{len(waiting)} migrations wait"
        raise LookupError(message)
    return "in step"


@login_not_required
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Say what works: 200 when all does, else 503. Nothing in it is secret or personal."""
    told: dict[str, dict[str, object]] = {}
    at = clock.now()
    for probe in (Probe("database", _answers), Probe("migrations", _migrated), *_probes):
        try:
            told[probe.name] = {"ok": True, "says": probe.check(at)}
        except LookupError as fault:
            told[probe.name] = {"ok": False, "says": str(fault.args[0])}
        except DatabaseError as fault:
            told[probe.name] = {"ok": False, "says": type(fault).__name__}
    well = all(one["ok"] for one in told.values())
    return JsonResponse({"ok": well, "checks": told}, status=200 if well else 503)


def _answers(_at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "answers"
