"""Counts of a minute by django-ratelimit, in the cache that all processes share; and from where a call comes."""

import time
from ipaddress import IPv6Address, IPv6Network, ip_address

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django_ratelimit import ALL, core
from redis.exceptions import RedisError

AWAY = (DatabaseError, InterfaceError, RedisError)  # what a store says that cannot count
_MINUTE = 60  # seconds


def address(request: HttpRequest) -> str:
    """Return from where a call comes: the socket's word, or that of the proxy that is configured (BEHIND_PROXY).

    A network that hands out IPv6 gives each of its hosts 2**64 addresses: they are one.
    """
    told = (get_client_ip(request) or "").strip()
    try:
        known = ip_address(told)
    except ValueError:
        return told[:100]  # a socket without addresses
    if not isinstance(known, IPv6Address):
        return told
    return str(known.ipv4_mapped or IPv6Network((known, 64), strict=False).network_address)


def counted(request: HttpRequest, group: str, key: str, *, most: int) -> int:
    """Count one; return the seconds to wait when it is more than `most` a minute, else 0. Raises one of AWAY.

    Exact whoever counts at the same moment: the count is one statement of the store.
    """
    usage = core.get_usage(
        request, group=group, key=lambda *_: key, rate=f"{most}/m", increment=True
    )
    return _wait(_window(key)) if usage and usage["should_limit"] else 0


def standing(group: str, key: str, *, most: int) -> int:
    """Return the seconds to wait when `most` are counted already, else 0, by one read. Raises one of AWAY.

    The library's own way to ask without counting writes a row of nought for each who asks.
    """
    window = _window(key)
    name = core._make_cache_key(group, window, f"{most}/m", key, ALL)  # noqa: SLF001  # the row that `counted` wrote
    return _wait(window) if cache.get(name, 0) >= most else 0


def _window(key: str) -> int:
    """Return the last second of the minute that a key is counted in, as the library has it."""
    last: int = core._get_window(key, _MINUTE)  # noqa: SLF001  # it has no other
    return last


def _wait(last: int) -> int:
    return max(last + 1 - int(time.time()), 1)
