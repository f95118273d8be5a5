"""Seals answers and files of persons before they lie in a row: encrypted by the process's keys, not the database's."""

from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

__all__ = ["InvalidToken", "opened", "sealed"]


def _seal() -> MultiFernet:
    """Return the cipher: the first key writes, all read, so that keys can be changed without loss."""
    return MultiFernet([Fernet(key) for key in settings.ANSWER_KEYS])


def sealed(plain: bytes, *, at: datetime) -> bytes:
    """Return the bytes encrypted; they carry their time."""
    return _seal().encrypt_at_time(plain, int(at.timestamp()))


def opened(
    token: bytes | memoryview, *, seconds: int | None = None, at: datetime | None = None
) -> bytes:
    """Return what was sealed. Raises InvalidToken for anything else, and for what is older than `seconds` at `at`."""
    if seconds is None or at is None:
        return _seal().decrypt(bytes(token))
    return _seal().decrypt_at_time(bytes(token), ttl=seconds, current_time=int(at.timestamp()))
