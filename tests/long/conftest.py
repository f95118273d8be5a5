"""What is measured here is measured with the real effort."""

import pytest


@pytest.fixture(autouse=True, scope="module")
def hashed_with_least_effort():
    """Nothing is made quicker."""
