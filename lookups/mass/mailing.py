"""Mails about mass queries: ready, failed, not sent at opening, about to be removed; written with what they tell of.

They go to who is responsible; where a system asks, to its organisation's contacts for systems or for operations.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from lookups.mass.mail_models import MassMail
from lookups.mass.models import MassQuery
from portal import letters
from portal.access.models import User
from portal.clock import swedish_day
from portal.hours import services as hours
from portal.hours.model import ServiceKind
from portal.letters import Words
from portal.organisations.models import Contact
from portal.shell import formats
from portal.status import reads as status

AT_ONCE = 200  # mails of a run: the next run takes the rest
KEPT = timedelta(days=180)


def ready(query: MassQuery, *, answered: int, without: int, at: datetime) -> None:
    """Write that a query is ready: how many answers, how many rows without one, and until when it is kept."""

    def words() -> tuple[str, str]:
        told = {
            "besvarade": formats.number(answered),
            "fel": formats.number(without),
            "datum": formats.short_date(query.kept_until),
            "lank": _link(query),
        }
        return _("Massfråga klar"), _(
            "1 massfråga är klar: %(besvarade)s svar, %(fel)s rader utan svar. "
            "Hämta före %(datum)s: %(lank)s"
        ) % told

    _write(query, words, at=at)


def failed(query: MassQuery, *, answered: int, at: datetime) -> None:
    """Write that a query failed under way, and how many answers it has all the same."""

    def words() -> tuple[str, str]:
        told = {"besvarade": formats.number(answered), "lank": _link(query)}
        return _("Massfråga misslyckad"), _(
            "1 massfråga misslyckades: %(besvarade)s svar finns kvar. Se varför: %(lank)s"
        ) % told

    _write(query, words, at=at)


def not_sent(query: MassQuery, *, at: datetime) -> None:
    """Write that a query which waited for opening was not sent."""

    def words() -> tuple[str, str]:
        return _("Massfråga inte skickad"), _(
            "1 massfråga som väntade på öppning skickades inte. Se varför: %(lank)s"
        ) % {"lank": _link(query)}

    _write(query, words, at=at)


def about_to_go(query: MassQuery, ends: datetime, *, at: datetime) -> None:
    """Write that a result which nobody has fetched is removed at a moment, and when it can be fetched until then."""

    def words() -> tuple[str, str]:
        told = {
            "datum": formats.short_date(ends),
            "tid": formats.swedish_time(ends),
            "lank": _link(query),
            "tider": _open_until(ends, at=at),
        }
        return _("Resultat tas bort %(datum)s") % told, _(
            "1 resultat är inte hämtat och tas bort %(datum)s %(tid)s. Hämta: %(lank)s. "
            "Massfrågor är öppna %(tider)s."
        ) % told

    _write(query, words, at=at)


def send_due(at: datetime) -> int:
    """Send the mails that are due; return how many were sent. Runs as app_jobs."""
    sent = 0
    for _try in range(AT_ONCE):
        done = letters.send_next(
            MassMail.objects.all(), lambda mail: (mail.subject, mail.body), at=at
        )
        if done is None:
            break
        sent += done.sent_at is not None
    return sent


def remove_due(at: datetime) -> int:
    """Remove mails when they are half a year old; return how many."""
    return MassMail.objects.filter(due_at__lt=at - KEPT).delete()[0]


def _write(query: MassQuery, words: Words, *, at: datetime) -> None:
    subject, body = letters.in_both(words)
    MassMail.objects.bulk_create(
        [
            MassMail(
                organisation_id=query.organisation_id,
                query=query,
                address=address,
                due_at=at,
                subject=subject,
                body=body,
            )
            for address in _addresses(query)
        ]
    )


def _link(query: MassQuery) -> str:
    return f"{settings.PUBLIC_URL}/massfragor/{query.pk}/"


def _addresses(query: MassQuery) -> Sequence[str]:
    if query.responsible_id is not None:
        account = User.objects.filter(pk=query.responsible_id, is_active=True).first()
        return [account.email] if account else []
    contacts = Contact.objects.filter(organisation_id=query.organisation_id)
    for kind in (Contact.Kind.TECHNICAL, Contact.Kind.OPERATIONS):
        found = sorted(set(contacts.filter(kind=kind).values_list("email", flat=True)))
        if found:
            return found
    return []


def _open_until(ends: datetime, *, at: datetime) -> str:
    """Return when mass queries are open from a moment's day to the day of the end."""
    others = status.other_hours(status.board(at=at))
    days = hours.days(ServiceKind.MASS, swedish_day(at), swedish_day(ends), others)
    return ", ".join(
        f"{formats.short_date(day.date)} {formats.swedish_time(one.start)}–{formats.swedish_time(one.end)}"
        for day in days
        for one in day.openings
    )
