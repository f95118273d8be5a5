"""Chance that repeats itself: the same words give the same draws."""

from random import Random


def chance_of(*words: object) -> Random:
    """Return the source of chance that these words name."""
    return Random(" ".join(map(str, words)))  # noqa: S311  # invented data, no secret
