"""The major versions of LEFI Online that are served, and since when (api.md, Headers): the one table."""

from datetime import date

from portal.api.versions import Version

# The papers name no day for 9; any that lets 8 end before 10 was released is in order.
V9 = Version(
    api="LEFI Online",
    number="9.0.0",
    released=date(2025, 10, 1),
    path="/lefi-extern-formansinformation/v9",
)
V10 = Version(
    api="LEFI Online", number="10.0.0", released=date(2026, 11, 2), path="/lefi-online/v10"
)
VERSIONS = (V9, V10)
