"""Guards for everybody: test databases belong to app_owner, tests run as app, and nothing leaves the machine."""

import gc
import importlib
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test import TransactionTestCase, override_settings
from django.utils import translation

from portal import clock
from portal.env import database
from portal.tenants.roles import as_owner

# Playwright's own loop runs in the thread of the test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
hypothesis.settings.register_profile("house", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup_as_owner: None) -> None:
    """Nothing more: the databases stand."""


@pytest.fixture(scope="session")
def django_db_setup_as_owner(
    request,
    django_test_environment,
    django_db_blocker,
    django_db_createdb,
    django_db_keepdb,
    django_db_modify_db_settings,
    django_db_use_migrations,
):
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") if django_db_createdb else None
    with (
        untraced(request.config),
        django_db_blocker.unblock(),
        as_owner(),
        first_of(run) if run else nullcontext(False) as copied,
    ):
        made = setup_databases(
            verbosity=0,
            interactive=False,
            keepdb=copied or (django_db_keepdb and not django_db_createdb),
        )
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            for one in connections.all(initialized_only=True):
                one.close()
            with as_owner():
                teardown_databases(made, verbosity=0)


@contextmanager
def first_of(run: str) -> Iterator[bool]:
    """Let a run's first process migrate, which takes ten seconds of a core, and keep what it made for the others.

    Gives whether this process has got a copy. The others wait meanwhile; a copy is of its own run alone.
    """
    told = connections["default"].settings_dict
    name, kept = told["TEST"]["NAME"], f"{told['NAME']}_made"
    with psycopg.connect(**direct("postgres")) as owner:
        owner.execute("SELECT pg_advisory_lock(hashtext(%s))", [kept])
        of = owner.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [kept],
        ).fetchone()
        copied = of == (run,)
        if copied:
            owner.execute(f'DROP DATABASE IF EXISTS "{name}"')
            owner.execute(f'CREATE DATABASE "{name}" TEMPLATE "{kept}"')
            # Rights on the database itself are no part of a template (tenants.0001_initial).
            owner.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')
        yield copied
        if not copied:
            for one in connections.all(initialized_only=True):
                one.close()
            owner.execute(f'DROP DATABASE IF EXISTS "{kept}"')
            owner.execute(f'CREATE DATABASE "{kept}" TEMPLATE "{name}"')
            owner.execute(f"COMMENT ON DATABASE \"{kept}\" IS '{run}'")


def direct(database_name: str) -> dict[str, Any]:
    """Return how the owner logs in to a database, past Django."""
    told = connections["default"].settings_dict
    owner = database(settings.MIGRATE_DATABASE_URL)
    return {
        "host": told["HOST"],
        "port": told["PORT"] or None,
        "dbname": database_name,
        "user": owner["USER"],
        "password": owner["PASSWORD"],
        "autocommit": True,
    }


EMPTY = """
DO $$ DECLARE t regclass; filled bool; used regclass[] := '{}';
  guarded regclass[] := ARRAY(SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal);
BEGIN
  FOR t IN SELECT oid FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition
           AND relnamespace = 'public'::regnamespace AND relname <> ALL ('{KEEP}') LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', t) INTO filled;
    IF filled THEN used := used || t; END IF;
  END LOOP;
  IF used = '{}' THEN RETURN; END IF;
  FOREACH t IN ARRAY guarded LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', t); END LOOP;
  EXECUTE 'TRUNCATE ' || array_to_string(used, ', ') || ' CASCADE';
  FOREACH t IN ARRAY guarded LOOP EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', t); END LOOP;
END $$""".replace("KEEP", "django_migrations,django_content_type,auth_permission")


@pytest.fixture(autouse=True, scope="session")
def emptied_by_the_owner() -> Iterator[None]:
    """After a test with real transactions the owner empties the tables that got rows; app may not."""

    def empty(_case: TransactionTestCase) -> None:
        with psycopg.connect(**direct(connections["default"].settings_dict["NAME"])) as owner:
            owner.execute("SET lock_timeout = '5s'")
            owner.execute(EMPTY)

    case: Any = TransactionTestCase  # the method is Django's own, and in no stub
    plain = case._fixture_teardown
    case._fixture_teardown = empty
    yield
    case._fixture_teardown = plain


@pytest.fixture(autouse=True)
def its_own_login() -> Iterator[None]:
    """A test that leaves the database's login to all that follow fails by itself, and gives it back."""
    told = connections["default"].settings_dict
    before = {name: told[name] for name in ("USER", "PASSWORD", "OPTIONS")}
    yield
    after = told["USER"]
    told.update(before)
    assert after == before["USER"]


@pytest.fixture(autouse=True)
def in_swedish() -> Iterator[None]:
    """Every test begins in the source language, and an English one leaves nothing behind."""
    with translation.override("sv"):
        yield


LEAST_EFFORT = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}


@pytest.fixture(autouse=True, scope="module")
def hashed_with_least_effort() -> Iterator[None]:
    """Passwords are hashed by argon2 as always, but without its 100 MiB; tests/long measures with all of them."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in LEAST_EFFORT.items():
            patched.setattr(Argon2PasswordHasher, name, value)
        yield


UNUSED = (
    "PreloadTopChromeWebUI",
    "SpareRendererForSitePerProcess",
    "InitialWebUI",
    "Translate",
    "PaintHolding",
    "MediaRouter",
    "OptimizationHints",
    "HttpsUpgrades",
    "DestroyProfileOnBrowserClose",
    "RenderDocument",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the browser that `make test` found or installed; without one the test fails, never skips."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "apt install chromium, or set CHROMIUM=/path"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        # Processes that a page of ours never needs, started anew for each test: the browser's own user interface.
        f"--disable-features={','.join(UNUSED)}",
    ]
    return browser_type_launch_args | {
        "executable_path": path,
        "args": ["--disable-dev-shm-usage", "--disable-gpu", *quiet, *sandbox],
    }


@pytest.fixture
def page(page):
    """A page that gives up soon, so that a fault is told in seconds."""
    page.set_default_timeout(8000)
    return page


@pytest.fixture(autouse=True, scope="session")
def plain_static_names() -> Iterator[None]:
    """live_server finds static files by their own names; hashed ones it does not know."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}):
        yield


SEEN_FROM_OUTSIDE = {"journeys", "faults"}  # folders whose tests drive a browser or whole processes
MADE_ONCE = "making"  # the folder whose modules make whole extracts, for all their tests


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every database test may use both aliases; a module that makes extracts is run by one process.

    What takes longest comes first: no process is alone with it at the end.
    """
    items.sort(key=lambda item: SEEN_FROM_OUTSIDE.isdisjoint(item.path.parts))
    for item in items:
        if MADE_ONCE in item.path.parts:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        told = item.get_closest_marker("django_db")
        if told and "databases" not in told.kwargs:
            item.add_marker(
                pytest.mark.django_db(*told.args, **told.kwargs, databases=["default", "cache"]),
                append=False,
            )


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector of garbage, a fifth of the time, does not look through it anew."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


FLOORS = ("portal", "lookups", "subscriptions")


@contextmanager
def untraced(config: pytest.Config) -> Iterator[None]:
    """Leave what is done meanwhile out of the coverage: it can only fall by that, so its floor holds what it held."""
    tracer = config.pluginmanager.getplugin("_cov")
    control = tracer and tracer.cov_controller
    if not (control and control.started):
        yield
        return
    control.pause()
    try:
        yield
    finally:
        control.resume()


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session):
    """Trace the house as it is imported, once in a run, and not how the tests are read, which is most of it."""
    config = session.config
    if config.pluginmanager.hasplugin("_cov") and not hasattr(config, "workerinput"):
        for floor in FLOORS:
            for path in sorted((config.rootpath / floor).rglob("*.py")):
                name = path.relative_to(config.rootpath).with_suffix("").as_posix()
                if "/migrations/" not in name:
                    with suppress(Exception):  # what fails is told by the collection
                        importlib.import_module(name.removesuffix("/__init__").replace("/", "."))
    with untraced(config):
        return (yield)


def reached(config: pytest.Config) -> int:
    """Return how many lines and jumps this process has traced by now."""
    tracer = config.pluginmanager.getplugin("_cov")
    control = tracer and tracer.cov_controller
    return sum(map(len, control.cov._collector.data.values())) if control else 0


OLD_NEWS: Counter[str] = Counter()  # how many rows of a table in succession reached nothing new


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item):
    """Trace what is tested from inside; a table's rows until two reach nothing new (decision 0036)."""
    table = item.nodeid.partition("[")[0]
    outside = SEEN_FROM_OUTSIDE & set(item.path.parts) or item.get_closest_marker("untraced")
    with untraced(item.config) if outside or OLD_NEWS[table] > 1 else nullcontext():
        before = reached(item.config)
        try:
            return (yield)
        finally:
            OLD_NEWS[table] = OLD_NEWS[table] + 1 if reached(item.config) == before else 0


@pytest.fixture
def same_minute(monkeypatch):
    """All calls of a test fall in one minute of the limits that count whole minutes."""
    end = int(clock.now().timestamp()) + 30
    monkeypatch.setattr("django_ratelimit.core._get_window", lambda *_: end)
