"""Which broker and cache the environment chooses, and how values stand in Redis."""

import runpy
from pathlib import Path

import pytest

from portal import background
from portal.celery import app
from portal.jobs.beating import Scheduler
from portal.jsonvalues import Serializer


@pytest.fixture
def told(monkeypatch):
    """Read the settings as a process with this environment does."""

    def read(**environ):
        for name in ("CELERY_BROKER_URL", "REDIS_URL", "BROKER_DATABASE_URL"):
            monkeypatch.setenv(name, environ.get(name, ""))
        return runpy.run_path(str(Path(background.__file__)))

    return read


def test_without_a_word_both_are_on_postgresql(told):
    read = told()
    assert read["CELERY_BROKER_URL"].startswith("pgnotify://")
    assert read["CACHES"]["default"]["BACKEND"] == "portal.pgcache.PgCache"
    assert "CELERY_BROKER_TRANSPORT_OPTIONS" not in read


@pytest.mark.parametrize("url", ["redis://cache:6379/1", "amqp://user:password@broker//"])
def test_a_broker_is_chosen_by_its_url(told, url):
    read = told(CELERY_BROKER_URL=url)
    assert read["CELERY_BROKER_URL"] == url
    assert ("CELERY_BROKER_TRANSPORT_OPTIONS" in read) == url.startswith("redis")


def test_redis_keeps_the_cache_when_its_url_is_told(told):
    cache = told(REDIS_URL="redis://cache:6379/0")["CACHES"]["default"]
    assert cache["BACKEND"].endswith("RedisCache")
    assert cache["LOCATION"] == "redis://cache:6379/0"
    assert cache["OPTIONS"]["serializer"] == "portal.jsonvalues.Serializer"


@pytest.mark.parametrize("value", [0, 7, -1, 1.5, "å", None, True, [1.5, 2], {"a": [1]}])
def test_values_come_back_from_redis_as_they_were_and_numbers_can_be_counted(value):
    told = Serializer().dumps(value)
    assert isinstance(told, int if type(value) is int else str)
    back = Serializer().loads(str(told).encode())
    assert (type(back), back) == (type(value), value)


def test_nothing_but_json_is_sent_or_taken_and_no_result_is_kept():
    conf = app.conf
    assert (conf.accept_content, conf.task_serializer) == (["json"], "json")
    assert conf.result_backend is None
    assert conf.task_ignore_result
    assert not conf.task_acks_late
    assert conf.task_time_limit > conf.task_soft_time_limit > 0
    assert not conf.worker_hijack_root_logger


def test_beats_table_stands_in_memory_and_is_one_sweep(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    scheduler = Scheduler(app)
    assert [entry.task for entry in scheduler.schedule.values()] == ["portal.jobs.tasks.sweep"]
    scheduler.close()
    assert list(tmp_path.iterdir()) == []
