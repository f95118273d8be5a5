"""The stories on each day of a leap year."""

from datetime import date, timedelta

from tests.lookups.registers.making.test_stories import each_payment_is_in_one_list


def test_every_day_of_a_leap_year_puts_each_payment_in_exactly_one_list():
    each_payment_is_in_one_list(date(2028, 1, 1) + timedelta(days=one) for one in range(366))
