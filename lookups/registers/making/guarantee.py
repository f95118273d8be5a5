"""Guarantee pension of the year that test data are made at (2026 level)."""

from decimal import ROUND_HALF_UP, Decimal

PRICE_BASE = 59_200  # price base amount, kronor
# Full guarantee, its lower basis, and where the lower basis begins, in price base amounts.
_SINGLE = (Decimal("2.43"), Decimal("1.17"), Decimal("1.26"))
_MARRIED = (Decimal("2.20"), Decimal("1.06"), Decimal("1.14"))


def guarantee(base: int, *, married: bool) -> int:
    """Return the guarantee pension a month for a pension of `base` kronor a year.

    >>> guarantee(12 * 12_320, married=False), guarantee(12 * 7_450, married=True)
    (2842, 4353)
    """
    full, lower, limit = (amount * PRICE_BASE for amount in (_MARRIED if married else _SINGLE))
    yearly = full - base if base <= limit else lower - Decimal("0.48") * (base - limit)
    return max(0, int((yearly / 12).quantize(Decimal(1), ROUND_HALF_UP)))
