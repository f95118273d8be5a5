"""The local administrator's word about how care fees treat what the organisation is told."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from lookups.care_fees.errors import NoSuchPlace
from lookups.care_fees.models import CareFeeChange, CareFeeEntry
from lookups.care_fees.treating import Place, default, is_place
from lookups.catalogue.described import Care
from portal.access.askers import Asker, Role
from portal.access.errors import NoSuchRight
from portal.tenants.scope import acting_for

# Two administrators that save at once do so one after another: each entry of the history tells what was.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('care fees'), %s)"


def may_change(asker: Asker) -> bool:
    """Say whether the asker is its organisation's local administrator."""
    return Role.LOCAL_ADMINISTRATOR in asker.roles


def change(asker: Asker, choices: Mapping[Place, Care | None], *, at: datetime) -> int:
    """Treat places as chosen from now on, None as the description does; return how many of them changed.

    A choice that is the description's own is kept as none. Raises NoSuchRight, NoSuchPlace.
    """
    if not may_change(asker):
        raise NoSuchRight
    if unknown := [place for place in choices if not is_place(place)]:
        raise NoSuchPlace(unknown[0])
    wanted = {
        place: None if care == default(place).care else care for place, care in choices.items()
    }
    with acting_for(asker.organisation):
        _alone(asker.organisation)
        return sum(_set(asker, place, care, at=at) for place, care in wanted.items())


def reset(asker: Asker, *, at: datetime) -> int:
    """Treat all as the description does; return how many places changed. Raises NoSuchRight."""
    if not may_change(asker):
        raise NoSuchRight
    with acting_for(asker.organisation):
        _alone(asker.organisation)
        rows = CareFeeChange.objects.filter(organisation=asker.organisation)
        places = [Place(*one) for one in rows.order_by("pk").values_list("group", "kind")]
        return sum(_set(asker, place, None, at=at) for place in places)


def _alone(organisation: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [organisation])


def _set(asker: Asker, place: Place, care: Care | None, *, at: datetime) -> bool:
    """Keep one choice and tell the history; say whether anything changed."""
    told = {"organisation_id": asker.organisation, "group": place.group, "kind": place.kind}
    row = CareFeeChange.objects.filter(**told).first()
    before = row.care if row else ""
    after = care.value if care else ""
    if before == after:
        return False
    if row is None:
        row = CareFeeChange(**told)
    if care is None:
        row.delete()
    else:
        row.care, row.by, row.at = care, asker.name, at
        row.save()
    CareFeeEntry.objects.create(**told, before=before, after=after, by=asker.name, at=at)
    return True
