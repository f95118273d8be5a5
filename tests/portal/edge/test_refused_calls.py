"""Who keeps being refused waits, and nobody else does; a good call costs the guard one look."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import repeat

import pytest
from django.conf import settings
from django.db import OperationalError, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_ratelimit import core as ratelimit
from redis.exceptions import ConnectionError as RedisAway

from portal import clock
from portal.errors import TemporarilyUnavailable
from tests.calls import FRAGOR, TYPES, Caller, name, problem
from tests.documents import loaded_extracts
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree

FEW = 3
AT_ONCE = 12
NOWHERE = "/leka/v1/finns-inte"
OTHER_ADDRESS = {"REMOTE_ADDR": "198.51.100.9"}


@pytest.fixture(autouse=True)
def few(settings):
    settings.REFUSED_CALLS_PER_MINUTE = FEW


def caller_of(organisation=None):
    return Caller(
        ApiClientFactory.create(organisation=organisation or OrganisationFactory.create())
    )


def asked(alias):
    """Return the statements of a connection; counts have one of their own."""
    return CaptureQueriesContext(connections[alias])


def refused(caller) -> str:
    return name(caller.ask(b"{"))


@pytest.mark.django_db
@pytest.mark.usefixtures("same_minute")
class TestWho:
    """The caller that is refused, by its client; by its address where no client is known."""

    def test_a_client_waits_and_another_at_its_address_does_not(self):
        loops, works = caller_of(), caller_of()
        assert [refused(loops) for _ in range(5)] == ["invalid-request"] * FEW + [
            "too-many-calls"
        ] * 2
        assert refused(works) == "invalid-request"
        assert works.get(TYPES).status_code == 200

    def test_its_good_calls_wait_too_wherever_they_come_from(self):
        loops = caller_of()
        assert loops.get(TYPES).status_code == 200
        for _ in range(FEW):
            refused(loops)
        assert name(loops.get(TYPES)) == "too-many-calls"
        elsewhere = loops.http.get(TYPES, headers=loops.bearer, **OTHER_ADDRESS)
        assert name(elsewhere) == "too-many-calls"

    def test_a_new_token_is_the_same_client(self):
        loops = caller_of()
        for _ in range(FEW):
            refused(loops)
        assert refused(Caller(loops.system)) == "too-many-calls"

    @pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nej"}])
    @pytest.mark.parametrize("path", [FRAGOR, NOWHERE])
    def test_nobody_waits_by_address_and_its_clients_do_not(self, client, path, headers):
        told = [name(client.post(path, headers=headers)) for _ in range(5)]
        assert told == ["not-authenticated"] * FEW + ["too-many-calls"] * 2
        assert name(client.get(TYPES)) == "too-many-calls"  # open to all: then by address too
        assert client.get(TYPES, **OTHER_ADDRESS).status_code == 200
        assert caller_of().get(TYPES).status_code == 200

    def test_nobody_does_not_stop_by_being_called_as_a_client_is(self, client):
        works = caller_of()
        for _ in range(FEW + 1):
            client.post(
                FRAGOR,
                headers={"Authorization": f"Bearer {works.token}x", "X-Client": "klient"},
            )
        assert works.get(TYPES).status_code == 200

    def test_good_calls_never_count(self):
        works = caller_of()
        told = [works.get(TYPES).status_code for _ in range(FEW * 3)]
        assert set(told) == {200}

    def test_what_is_wrong_with_the_call_does_not_matter(self):
        loops = caller_of()
        told = [
            name(loops.http.put(FRAGOR, headers=loops.bearer)),
            name(loops.ask(headers={"Accept": "text/html"})),
            name(loops.get(NOWHERE)),
            refused(loops),
        ]
        assert told == ["method-not-allowed", "not-acceptable", "not-found", "too-many-calls"]

    def test_a_call_that_cannot_be_read_counts_for_its_address(self, client):
        told = [name(client.get("/identity/o/device")) for _ in range(4)]
        assert told == ["not-found"] * FEW + ["too-many-calls"]

    def test_the_service_s_own_fault_is_not_held_against_the_caller(self, monkeypatch):
        def away(*_args, **_told):
            raise TemporarilyUnavailable

        loops = caller_of()
        monkeypatch.setattr("lookups.api.v10.online.asker_for", away)
        monkeypatch.setattr("lookups.api.v10.online.default_purpose", lambda *_: "bistand")
        told = {name(loops.ask()) for _ in range(FEW * 2)}
        assert told == {"temporarily-unavailable"}


@pytest.mark.django_db
class TestWhatIsTold:
    """The sentence of the contract, the whole seconds, and that nothing was counted anywhere else."""

    def test_the_sentence_and_the_wait(self, time_machine):
        time_machine.move_to(clock.now().replace(microsecond=0), tick=False)
        loops = caller_of()
        for _ in range(FEW):
            refused(loops)
        response = loops.ask()
        wait = int(response["Retry-After"])
        told = problem(response)
        assert 1 <= wait <= 60
        unit = "sekund" if wait == 1 else "sekunder"
        assert told["detail"] == (
            f"Det kommer för många anrop från er adress. Vänta {wait} {unit}. "
            "Anropet är inte prövat och räknas inte."
        )
        assert (told["status"], told["ansvarig"]) == (429, "ANVANDAREN")
        time_machine.move_to(clock.now() + timedelta(seconds=wait - 1), tick=False)
        assert loops.get(TYPES)["Retry-After"] == "1"
        time_machine.move_to(clock.now() + timedelta(seconds=1), tick=False)
        assert loops.get(TYPES).status_code == 200

    @pytest.mark.usefixtures("same_minute")
    def test_a_stopped_call_writes_nothing(self):
        loops = caller_of()
        for _ in range(FEW):
            refused(loops)
        with asked("default") as judged, asked("cache") as counted:
            assert name(loops.ask()) == "too-many-calls"
        assert (len(judged), len(counted)) == (1, 1)  # whose token it is, and the guard's look
        assert all(one["sql"].startswith("SELECT") for one in (*judged, *counted))

    def test_a_good_call_costs_one_look_and_no_write(self, tmp_path):
        organisation = OrganisationFactory.create()
        purpose = PurposeFactory.create(code="bistand")
        agree(organisation, purpose)
        loaded_extracts(tmp_path)
        works = caller_of(organisation)
        with asked("cache") as counted:
            assert works.ask(andamal="bistand").status_code == 200
        assert [one["sql"].split()[0] for one in counted] == ["SELECT"]


@pytest.mark.django_db
class TestAway:
    """A guard that cannot count lets through; the calls have their own judges."""

    @pytest.mark.parametrize("fault", [OperationalError, RedisAway])
    def test_calls_are_judged_as_ever(self, client, monkeypatch, capfd, fault):
        def away(*_args, **_told):
            raise fault

        monkeypatch.setattr("portal.pgcache.PgCache.get", away)
        monkeypatch.setattr("portal.pgcache.PgCache.add", away)
        works = caller_of()
        assert works.get(TYPES).status_code == 200
        assert {refused(works) for _ in range(FEW * 2)} == {"invalid-request"}
        assert client.get("/problems/too-many-calls").status_code == 200
        assert "edge not counted" in capfd.readouterr().out
        token = client.post("/identity/o/api/token", {"grant_type": "client_credentials"})
        assert (token.status_code, token["Retry-After"]) == (503, "5")


def answered(caller, _number) -> str:
    """Call on connections of one's own."""
    try:
        return refused(Caller(caller.system, http=Client(), token=caller.token))
    finally:
        connections.close_all()


# A process of its own, that shares nothing with the test but the database: four calls, what they were told by line.
ELSEWHERE = """
import sys
import django
django.setup()
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import setup_test_environment
import django_ratelimit.core
setup_test_environment()
token, database, minute, few = sys.argv[1:]
for alias in connections:
    connections[alias].settings_dict["NAME"] = database
settings.REFUSED_CALLS_PER_MINUTE = int(few)
django_ratelimit.core._get_window = lambda *_: int(minute)
for _ in range(4):
    told = Client().post(PATH, b"{", content_type="application/json", headers={"Authorization": f"Bearer {token}"})
    print("told", told.json()["type"].removeprefix("/problems/"))
""".replace("PATH", repr(FRAGOR))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("same_minute")
class TestAtOnce:
    """However many call at the same moment, no more than the limit are told anything else."""

    def test_in_one_process(self):
        loops = caller_of()
        with ThreadPoolExecutor(AT_ONCE) as threads:
            told = list(threads.map(answered, repeat(loops, AT_ONCE), range(AT_ONCE)))
        assert sorted(told) == ["invalid-request"] * FEW + ["too-many-calls"] * (AT_ONCE - FEW)

    def test_in_several_processes(self):
        loops = caller_of()
        words = [
            loops.token,
            connections["default"].settings_dict["NAME"],
            str(ratelimit._get_window("", 60)),
            str(FEW),
        ]
        started = [
            subprocess.Popen(
                [sys.executable, "-c", ELSEWHERE, *words],
                cwd=settings.BASE_DIR,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        lines = [line for one in started for line in one.communicate(timeout=60)[0].splitlines()]
        told = sorted(line.removeprefix("told ") for line in lines if line.startswith("told "))
        assert told == ["invalid-request"] * FEW + ["too-many-calls"] * (8 - FEW)
        assert refused(loops) == "too-many-calls"
