"""The history of an organisation's limits in words, the last first: terms, raises and slots freed by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.moments import moment
from portal.organisations.models import Service
from portal.quotas.figures import USUAL, Figures, Limit
from portal.quotas.models import Kind
from portal.quotas.reads import Change
from portal.reference import short
from portal.shell import formats
from portal.support.models import Freed

UNITS: dict[Limit, Promise] = {
    Limit.SECOND: gettext_lazy("per sekund"),
    Limit.MINUTE: gettext_lazy("per minut"),
    Limit.HOUR: gettext_lazy("per timme"),
    Limit.PAUSE: gettext_lazy("millisekunders paus"),
    Limit.CONCURRENT: gettext_lazy("samtidiga"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that was done: when, and a sentence of what, by whom, until when and why."""

    at: datetime
    text: str


def story(changes: Iterable[Change], freed: Iterable[Freed]) -> tuple[Told, ...]:
    """Return what was done to the limits, the last first."""
    told = [Told(at=one.at, text=_entered(one)) for one in changes]
    told += [Told(at=one.freed_at, text=_freed(one)) for one in freed]
    return tuple(sorted(told, key=lambda one: one.at, reverse=True))


def moved(before: Figures, after: Figures) -> str:
    """Return what differs, as `höjt från 60 till 120 per minut`; what rose is said to rise, the pause too.

    >>> from dataclasses import replace
    >>> from portal.quotas.figures import ONE_AT_A_TIME
    >>> moved(ONE_AT_A_TIME, replace(ONE_AT_A_TIME, per_minute=120, per_second=2))
    'höjt från 1 till 2 per sekund, höjt från 60 till 120 per minut'
    """
    parts = []
    for limit in Limit:
        was, now = before.of(limit), after.of(limit)
        if was == now:
            continue
        words = _("höjt från %(fran)s till %(till)s %(enhet)s")
        if now < was:
            words = _("sänkt från %(fran)s till %(till)s %(enhet)s")
        parts.append(
            words
            % {
                "fran": formats.number(was),
                "till": formats.number(now),
                "enhet": UNITS[limit],
            }
        )
    return ", ".join(parts)


def _entered(one: Change) -> str:
    told = moved(one.before or USUAL[one.service], one.after) or _("samma gränser som förut")
    told = ", ".join([told, *_estimates(one)])
    parts = {
        "tjanst": one.service.label,
        "vad": told,
        "vem": one.by,
        "fran": moment(one.begins),
        "till": moment(one.ends) if one.ends else "",
        "skal": one.why,
    }
    if one.kind == Kind.RAISE:
        text = _(
            "%(tjanst)s: tillfälligt %(vad)s av %(vem)s från %(fran)s till %(till)s, skäl: %(skal)s"
        )
    elif one.ends:
        text = _("%(tjanst)s: %(vad)s av %(vem)s från %(fran)s till %(till)s, skäl: %(skal)s")
    else:
        text = _("%(tjanst)s: %(vad)s av %(vem)s från %(fran)s, skäl: %(skal)s")
    return text % parts


def _estimates(one: Change) -> list[str]:
    """Return what was entered beside the limits, and refuses nothing."""
    found = []
    if one.persons_per_day is not None:
        found.append(
            _("beräknat %(antal)s personer per dag")
            % {"antal": formats.number(one.persons_per_day)}
        )
    if one.subscriptions is not None:
        found.append(
            _("beräknat %(antal)s prenumerationer") % {"antal": formats.number(one.subscriptions)}
        )
    if one.members is not None:
        found.append(_("%(antal)s medlemmar") % {"antal": formats.number(one.members)})
    return found


def _freed(one: Freed) -> str:
    told = {
        "tjanst": Service(one.service).label,
        "plats": one.slot,
        "sedan": exact(one.since),
        "vem": one.freed_by,
    }
    if one.request_id is None:
        return (
            _("%(tjanst)s: plats %(plats)s, upptagen sedan %(sedan)s, frigjord av %(vem)s") % told
        )
    return _(
        "%(tjanst)s: plats %(plats)s, upptagen sedan %(sedan)s av referens %(referens)s, frigjord av %(vem)s"
    ) % (told | {"referens": short(one.request_id)})


def exact(at: datetime) -> str:
    """Return a moment with its second, as `2026-11-23 16.30.05`: a slot is held for seconds."""
    time = formats.swedish_time(at)
    return f"{formats.short_date(at)} {time}{time[2]}{at:%S}"
