"""What settings must not say together."""

import pytest
from django.core import checks

from portal import soundness

ONE = "Zq3vN8yT5wXk2mB7rJ4hL9dF6gC1pS0aUeYiQoRt"


def ids(found) -> list[str]:
    return [one.id for one in found]


def test_one_secret_for_two_purposes_stops_the_start_and_is_not_quoted(settings):
    settings.LOG_KEY = settings.SECRET_KEY = ONE
    (fault,) = soundness.secrets_apart()
    assert (fault.level, "LOG_KEY" in fault.msg, "SECRET_KEY" in fault.msg) == (
        checks.ERROR,
        True,
        True,
    )
    assert ONE not in fault.msg


def test_a_key_in_two_lists_is_found(settings):
    settings.SECOND_FACTOR_KEYS = ["new", settings.ANSWER_KEYS[0]]
    assert ids(soundness.secrets_apart()) == ["portal.E001"]


def test_as_they_are_the_settings_are_sound():
    assert not soundness.secrets_apart()
    settings_checks = [one for one in checks.run_checks() if one.is_serious()]
    assert settings_checks == []


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("pgnotify://postgresql", True),
        ("redis://h:6379/1", True),
        ("amqp://u:p@h//", True),
        ("foo://x", False),
        ("h:6379", False),
    ],
)
def test_a_broker_is_one_that_is_spoken_to(settings, url, sound):
    settings.CELERY_BROKER_URL = url
    assert ids(soundness.broker_known()) == ([] if sound else ["portal.E002"])


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"DEMO": False, "REQUIRE_MFA": True, "ALLOWED_HOSTS": ["portal.example"]}, []),
        (
            {"DEMO": True, "REQUIRE_MFA": False, "ALLOWED_HOSTS": ["portal.example"]},
            ["portal.W001"],
        ),
        (
            {"DEMO": False, "REQUIRE_MFA": False, "ALLOWED_HOSTS": ["portal.example"]},
            ["portal.W002"],
        ),
        ({"DEMO": False, "REQUIRE_MFA": True, "ALLOWED_HOSTS": ["*"]}, ["portal.W003"]),
    ],
)
def test_production_is_warned_of_what_a_demo_may(settings, told, found):
    settings.CELERY_BROKER_URL = "pgnotify://postgresql"
    for name, value in told.items():
        setattr(settings, name, value)
    assert ids(soundness.fit_for_production()) == found


def test_production_is_warned_of_a_broker_without_a_worker(settings):
    settings.CELERY_BROKER_URL = "memory://"
    assert "portal.W004" in ids(soundness.fit_for_production())
