"""The broker on PostgreSQL: sent, taken once, woken, alive after a lost connection."""

import threading
import time
from collections import Counter
from contextlib import suppress

import psycopg
import pytest
from django.db import connections

from portal import direct, pgbroker
from tests.portal.jobs.conftest import QUEUE, ended, looking, url_of

MESSAGES = 40


def send(connection, queue, *told):
    with connection.Producer() as producer:
        for one in told:
            producer.publish({"n": one}, routing_key=QUEUE, declare=[queue], serializer="json")


def take_all(connection, queue, seconds, most=None):
    """Take until nothing has come for so many seconds, or `most` are here."""
    taken = []

    def on_message(body, message):
        message.ack()
        taken.append(body["n"])

    with (
        connection.Consumer(queue, callbacks=[on_message], accept=["json"]),
        suppress(TimeoutError),
    ):
        while most is None or len(taken) < most:
            connection.drain_events(timeout=seconds)
    return taken


def test_what_is_sent_is_taken_in_its_order_and_gone(broker, queue):
    sender, taker = broker(), broker()
    send(sender, queue, 1, 2, 3)
    channel = taker.channel()
    assert channel.queue_declare(QUEUE, passive=True).message_count == 3
    assert take_all(taker, queue, 0.05) == [1, 2, 3]
    assert take_all(broker(), queue, 0.05) == []


def test_two_takers_take_each_message_once(broker, queue):
    send(broker(), queue, *range(MESSAGES))
    both, takers = [], []
    for _one in range(2):
        connection = broker()
        takers.append(
            threading.Thread(target=lambda it=connection: both.extend(take_all(it, queue, 0.3)))
        )
    for one in takers:
        one.start()
    for one in takers:
        one.join(20)
    assert Counter(both) == Counter(range(MESSAGES))


def listeners(own):
    found = own.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN %' AND datname = current_database()"
    )
    return found.fetchone()[0]


def test_a_waiting_taker_is_woken_long_before_it_would_look(broker, queue, monkeypatch):
    monkeypatch.setattr(pgbroker, "POLL_SECONDS", 60.0)
    taken, taker = [], broker()
    waiting = threading.Thread(target=lambda: taken.extend(take_all(taker, queue, 60, most=1)))
    waiting.start()
    with looking() as own:
        while not listeners(own):
            time.sleep(0.01)
    began = time.monotonic()
    send(broker(), queue, "now")
    waiting.join(20)
    assert taken == ["now"]
    assert time.monotonic() - began < 5


def test_a_notification_that_is_lost_costs_one_look(broker, queue, monkeypatch):
    monkeypatch.setattr(pgbroker, "POLL_SECONDS", 0.1)
    monkeypatch.setattr(pgbroker, "NUDGED", "heard_by_nobody")
    taker = broker()
    consumed = []
    waiting = threading.Thread(target=lambda: consumed.extend(take_all(taker, queue, 20, most=1)))
    waiting.start()
    with looking() as own:
        while not listeners(own):
            time.sleep(0.01)
        monkeypatch.setattr(pgbroker, "NUDGED", "told_to_nobody")
        send(broker(), queue, "found")
    waiting.join(20)
    assert consumed == ["found"]


def test_a_lost_connection_is_told_as_one_and_the_next_goes_on(broker, queue):
    sender, taker = broker(), broker()
    send(sender, queue, 1)
    assert take_all(taker, queue, 0.05) == [1]
    with looking() as own:
        assert ended(own) >= 2
    for connection, what in ((sender, lambda: send(sender, queue, 2)), (taker, None)):
        with pytest.raises(connection.connection_errors):
            what() if what else take_all(taker, queue, 0.05)
    send(sender, queue, 3)
    again = broker()
    assert take_all(again, queue, 0.05) == [3]


def test_while_the_server_is_away_connecting_says_so(broker, settings, tmp_path):
    settings.BROKER_DATABASE_URL = f"postgresql://app_jobs@/app?host={tmp_path}"
    away = broker()
    with pytest.raises(away.connection_errors):
        away.connect()


def test_messages_of_a_queue_can_be_thrown_away(broker, queue):
    connection = broker()
    send(connection, queue, 1, 2)
    assert queue(connection.channel()).purge() == 2


def test_who_serves_sends_and_counts_and_takes_nothing(broker, queue, settings):
    settings.BROKER_DATABASE_URL = ""  # the process's own login
    send(broker(), queue, "from the web")
    with direct.connect() as own:
        assert own.execute("SELECT current_user").fetchone() == ("app",)
        assert own.execute("SELECT count(*) FROM celery_message").fetchone() == (1,)
        for statement in ("DELETE FROM celery_message", "UPDATE celery_message SET queue = 'x'"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                own.execute(statement)


def test_the_past_of_a_pooler_is_where_the_setting_says(broker, settings):
    settings.BROKER_DATABASE_URL = url_of(settings.MIGRATE_DATABASE_URL)
    with direct.connect() as own:
        assert own.execute("SELECT current_user, current_database()").fetchone() == (
            "app_owner",
            connections["default"].settings_dict["NAME"],
        )
