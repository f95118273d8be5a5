"""The limits as headers: `RateLimit-Policy` and `RateLimit` of the IETF httpapi draft, `Retry-After` (api.md)."""

from collections.abc import Mapping

from portal.quotas.figures import SECONDS, Figures, Limit


def policy(figures: Figures) -> str:
    """Return what is agreed, as a list of policies.

    >>> from portal.quotas.figures import ONE_AT_A_TIME
    >>> policy(ONE_AT_A_TIME)
    '"sekund";q=1;w=1, "minut";q=60;w=60, "timme";q=3600;w=3600, "samtidiga";q=1;qu="concurrent-requests"'
    """
    windows = [f'"{limit}";q={figures.of(limit)};w={w}' for limit, w in SECONDS.items()]
    slots = f'"{Limit.CONCURRENT}";q={figures.concurrency};qu="concurrent-requests"'
    return ", ".join([*windows, slots])


def seconds(wait_ms: int) -> int:
    """Return whole seconds to wait, rounded up.

    >>> seconds(1), seconds(1000), seconds(1001)
    (1, 1, 2)
    """
    return -(-wait_ms // 1000)


def left(
    figures: Figures, remaining: Mapping[Limit, int], *, bound_by: Limit | None, wait_ms: int
) -> dict[str, str]:
    """Return the headers of an answer; `remaining` has what is left of each window and of the slots."""
    told = [
        f'"{limit}";r={number}' + (f";t={seconds(wait_ms)}" if limit is bound_by else "")
        for limit, number in remaining.items()
    ]
    return {"RateLimit-Policy": policy(figures), "RateLimit": ", ".join(told)}


def refused(limit: Limit, *, wait_ms: int, figures: Figures) -> dict[str, str]:
    """Return the headers of a refusal: the limit that binds and the wait; the pause has no policy of its own."""
    after = seconds(wait_ms)
    headers = {"RateLimit-Policy": policy(figures), "Retry-After": str(after)}
    if limit is not Limit.PAUSE:
        headers["RateLimit"] = f'"{limit}";r=0;t={after}'
    return headers
