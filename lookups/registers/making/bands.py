"""Role bands: what somebody is old enough for."""

from enum import IntEnum


class Band(IntEnum):
    """An age band of the population, youngest first."""

    CHILD = 0
    YOUNG = 1
    MIDDLE = 2
    OLDER = 3
    SENIOR = 4

    @property
    def ages(self) -> range:
        """Return the ages that belong to the band."""
        return _AGES[self]

    @classmethod
    def adults(cls) -> tuple["Band", ...]:
        """Return the bands of adults."""
        return (cls.YOUNG, cls.MIDDLE, cls.OLDER, cls.SENIOR)


_AGES = (range(18), range(18, 30), range(30, 45), range(45, 66), range(66, 107))
_BAND_OF = tuple(band for band in Band for _ in _AGES[band])


def band_of(age: int) -> Band:
    """Return the band of an age, 0-106.

    >>> band_of(30).name, band_of(106).name
    ('MIDDLE', 'SENIOR')
    """
    return _BAND_OF[age]
