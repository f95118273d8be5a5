"""What more than one test file of the room begins with."""

from tests.portal.status.checked import checks

__all__ = ["checks"]
