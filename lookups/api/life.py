"""The major versions of LEFI Online that are served, and since when (api.md, Headers): the one table."""

from datetime import date

from portal.api.versions import Version

V10 = Version(
    api="LEFI Online", number="10.0.0", released=date(2026, 11, 2), path="/lefi-online/v10"
)
VERSIONS = (V10,)
