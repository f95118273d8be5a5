"""Journeys log in by page, many times: an account's quick hash is not replaced by a slow one at each of them."""

import pytest


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = list(reversed(settings.PASSWORD_HASHERS))
