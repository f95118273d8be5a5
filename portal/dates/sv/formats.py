"""Dates as 2026-11-23, times as 16.30; what else is Swedish is Django's."""

DATE_FORMAT = SHORT_DATE_FORMAT = "Y-m-d"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "Y-m-d H.i"

# The first is how a form shows a time; 16.30 is how one is told.
TIME_INPUT_FORMATS = ["%H:%M:%S", "%H:%M", "%H.%M", "%H:%M:%S.%f"]
