"""Windows, incidents and deviations as the administration makes them."""

from datetime import UTC, date, datetime, time, timedelta

from portal.access.models import User
from portal.status import handling, planning
from portal.status.handling import Opening, Word
from portal.status.model import Level, Part, Stage
from portal.status.models import (
    Announcement,
    Deviation,
    Incident,
    IncidentTemplate,
    Recurrence,
    ServiceWindow,
)
from portal.tenants.scope import as_administrator
from tests.factories import UserFactory

ALL = ("onlinefraga", "massfraga", "leka")
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # 10.00 in Sweden: everything is open
HOUR = timedelta(hours=1)


def window(
    starts=timedelta(), lasts=HOUR, *, at=WEDNESDAY, services=ALL, parts=(), level="closed", **more
) -> ServiceWindow:
    """Plan a window that starts some time after a moment; it was planned a day before."""
    begins = at + starts
    told = {
        "text_sv": "Databasen byts.",
        "text_en": "The database is replaced.",
        "outside_sv": "rättning som inte kan vänta",
        "outside_en": "a mending that cannot wait",
    } | more
    with as_administrator():
        return planning.plan(
            ServiceWindow(
                starts_at=begins,
                ends_at=begins + lasts,
                services=list(services),
                parts=list(parts),
                level=level,
                **told,
            ),
            at=at - timedelta(days=1),
        )


def supporter() -> User:
    return UserFactory.create(staff_role="support", name="Sara Support")


def incident(
    *, at=WEDNESDAY, services=ALL, parts=(), level="closed", by=None, expected=None, **more
) -> Incident:
    """Open an incident, as support does, and say when it is expected to be over."""
    told = {"text_sv": "Orsaken utreds.", "text_en": "The cause is being investigated."} | more
    opening = Opening(
        services=tuple(services), parts=tuple(map(Part, parts)), level=Level(level), **told
    )
    by = by or supporter()
    with as_administrator():
        row = handling.open_incident(opening, by=by, at=at)
        if expected is not None:
            row.expected_at = expected
            row.save()
    return row


def say(row, stage="solved", *, at, level="closed", by=None, expected=None, next_word=None, **more):
    told = {"text_sv": "Felet är rättat.", "text_en": "It is mended."} | more
    word = Word(
        stage=Stage(stage),
        level=Level(level),
        expected_at=expected,
        next_word_at=next_word,
        **told,
    )
    by = by or supporter()
    with as_administrator():
        return handling.update(row, word, by=by, at=at)


def deviation(kind="mass", first=None, last=None, opens=None, closes=None, **more) -> Deviation:
    """Enter other hours for some days; without hours it is closed."""
    first = first or WEDNESDAY.date()
    told = {"text_sv": "Årsbokslut.", "text_en": "Annual accounts."} | more
    with as_administrator():
        return Deviation.objects.create(
            kind=kind, first_day=first, last_day=last or first, opens=opens, closes=closes, **told
        )


def recurrence(**more) -> Recurrence:
    """Enter the agreement's own rule: Saturday 16.00 to Sunday 13.00."""
    told = {
        "first_day": date(2026, 11, 1),
        "start_time": time(16),
        "end_time": time(13),
        "services": list(ALL),
        "text_sv": "Veckans underhåll.",
        "text_en": "The week's maintenance.",
    } | more
    with as_administrator():
        return Recurrence.objects.create(**told)


def template(**more) -> IncidentTemplate:
    told = {
        "name": f"Mall {IncidentTemplate.objects.count()}",
        "title_sv": "Pensionsmyndighetens uppgifter kan inte lämnas",
        "title_en": "Information from Pensionsmyndigheten cannot be given",
        "text_sv": "Svar ges utan dem.",
        "text_en": "Answers come without it.",
        "services": ["onlinefraga"],
        "parts": ["PM"],
    } | more
    with as_administrator():
        return IncidentTemplate.objects.create(**told)


def one_of_each() -> dict[str, object]:
    """Make one row of each model that has pages; return their keys by the pages' names."""
    planned, opened = window(at=WEDNESDAY + timedelta(days=7)), incident(level="info")
    with as_administrator():
        Announcement.objects.filter(about=planned.key).delete()
        IncidentTemplate.objects.exclude(
            name__startswith="Mall "
        ).delete()  # those of the migration
        announced = Announcement.objects.get(about=opened.key).pk
    return {
        "status/servicewindow": planned.pk,
        "status/recurrence": recurrence().pk,
        "status/deviation": deviation().pk,
        "status/incidenttemplate": template().pk,
        "status/incident": opened.pk,
        "status/announcement": announced,
    }
