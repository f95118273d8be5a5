"""`/healthz` says that the process lives and touches nothing; `/readyz` says whether it can do its work."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import clock, probes
from portal.probes import Probe

SECONDS = 2  # that the database may take to be reached, and for each statement of a probe
NOT_ASKED = "not asked"


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
    """Say what works: 200 when all does, else 503. Nothing in it is secret or personal.

    A database that fails once is asked no more, so that whoever looks after us has an answer in seconds.
    """
    told: dict[str, dict[str, object]] = {}
    at = clock.now()
    away = False
    for probe in (Probe("database", _answers), Probe("migrations", _migrated), *probes.joined()):
        if away:
            told[probe.name] = {"ok": False, "says": NOT_ASKED}
            continue
        try:
            told[probe.name] = {"ok": True, "says": _bounded(probe, at)}
        except LookupError as fault:
            told[probe.name] = {"ok": False, "says": str(fault.args[0])}
        except (DatabaseError, InterfaceError) as fault:
            away = True
            told[probe.name] = {"ok": False, "says": type(fault).__name__}
    well = all(one["ok"] for one in told.values())
    return JsonResponse({"ok": well, "checks": told}, status=200 if well else 503)


def _bounded(probe: Probe, at: datetime) -> str:
    if probe.check is _answers:  # on a connection of its own
        return probe.check(at)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{SECONDS}s'")
        return probe.check(at)


def _answers(_at: datetime) -> str:
    """Ask on a new connection: reaching the database has an end, while a pool's may hang with a frozen server."""
    direct = connections[connection.alias].copy()
    options = {
        name: told for name, told in direct.settings_dict["OPTIONS"].items() if name != "pool"
    }
    direct.settings_dict["OPTIONS"] = options | {"connect_timeout": SECONDS}
    try:
        with direct.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        direct.close()
    return "answers"
