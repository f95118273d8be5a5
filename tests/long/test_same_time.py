"""Nobody learns by a stopwatch whether an address has an account: medians of 200 answers within a tenth."""

import statistics
import time

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client

from tests.factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

TRIES = 200
WITHIN = 0.10
LOGIN, RESET = "/konto/login/", "/konto/losenord/aterstall/"


@pytest.fixture
def addresses(settings, monkeypatch) -> dict[str, str]:
    """An address of each kind; nobody waits, and a mail takes a while to leave."""
    settings.ACCOUNT_RATE_LIMITS = {
        "login": "100000/m/ip",
        "login_failed": "100000/m/ip",
        "reset_password": "100000/m/ip",
    }
    sent = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    monkeypatch.setattr(sent, lambda *_told: time.sleep(0.05))
    slow = make_password(PASSWORD)
    return {
        "known": MembershipFactory.create(user__password=slow).user.email,
        "closed": UserFactory.create(password=slow, is_active=False).email,
        "unknown": "okand@example.se",
    }


def until_it_left(path: str, asked: dict[str, str], monkeypatch) -> float:
    """Return the seconds until the answer is whole; what is done afterwards is done outside them."""
    left: list[float] = []

    class Watched(Client):
        def request(self, **told):
            answer = super().request(**told)
            left.append(time.perf_counter())
            return answer

    with monkeypatch.context() as patched:
        patched.setattr("portal.access.afterwards.ThenDone.close", lambda _me: None)
        began = time.perf_counter()
        Watched().post(path, asked)
    return left[0] - began


@pytest.mark.parametrize(
    ("path", "asked"),
    [(LOGIN, {"login": "", "password": "fel-losenord-123"}), (RESET, {"email": ""})],
)
def test_the_median_is_the_same_for_every_kind_of_address(
    addresses, monkeypatch, record_testsuite_property, path, asked
):
    field = next(iter(asked))
    told: dict[str, list[float]] = {kind: [] for kind in addresses}
    for number in range(TRIES + 5):
        for kind, email in addresses.items():  # in turn: what else the machine does meets all alike
            took = until_it_left(path, asked | {field: email}, monkeypatch)
            if number >= 5:
                told[kind].append(took)
        cache.clear()
    medians = {kind: statistics.median(one) for kind, one in told.items()}
    for kind, one in medians.items():
        record_testsuite_property(
            f"{path} {kind}", f"{1000 * one:.2f} ms"
        )  # in the report of --junitxml
    assert max(medians.values()) <= (1 + WITHIN) * min(medians.values()), medians
