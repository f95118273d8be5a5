"""Picking up extract files: safe twice, at once, late, or never."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings

from lookups.registers import counting, ledger, pickup
from portal.jobs.work import background

SECONDS = 3600  # some loads of whole agencies


@partial(background, soft_time_limit=SECONDS, time_limit=SECONDS + 60)
def pick_up(at: datetime) -> Mapping[str, int]:
    """Load the extract files that have come to `EXTRACT_DIR`, and close what a load that died has left."""
    ledger.close_dead(at=at)
    told = settings.EXTRACT_DIR
    taken = pickup.pick_up(Path(told), at=at) if told else pickup.off()
    return Counter(one.became.value for one in taken)


@partial(background, soft_time_limit=SECONDS, time_limit=SECONDS + 60)
def count_codes(at: datetime) -> Mapping[str, int]:
    """Count which unknown codes the newly loaded extracts brought."""
    return {"extracts": counting.count_due(at)}
