"""The major versions of LEKA that are served, and since when (api.md, Headers): the one table."""

from datetime import date

from portal.api.versions import Version

V1 = Version(api="LEKA", number="1.0.0", released=date(2026, 11, 26), path="/leka/v1")
VERSIONS = (V1,)
