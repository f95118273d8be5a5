"""What has changed since the organisation last asked, in words: the changes first, then what cannot be compared."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookups.answers.listings import PERSON_FACTS
from lookups.answers.model import Agency, Klass
from lookups.catalogue import services as catalogue
from lookups.online.model import Became, GroupSince, Since, Unsure
from lookups.online.present.model import SinceLine, SinceTold
from lookups.online.present.tables import agency_name
from lookups.online.present.values import group_name
from portal.shell import formats

_CHANGES = (Became.CHANGED, Became.NEW, Became.GONE)
_FEW = 3  # groups that are named one by one where something cannot be compared


def since_told(since: Since | None) -> SinceTold | None:
    """Return what has changed in words, in the active language; None where nothing is said."""
    if since is None:
        return None
    changes = tuple(
        SinceLine(kind=became.value, word=_word(became), text=_change(one))
        for became in _CHANGES
        for one in since.groups
        if one.became is became
    )
    return SinceTold(
        compared=_compared(since),
        changes=changes,
        rest=tuple(_rest(since)),
        unsure=tuple(_unsure([one for one in since.groups if one.became is Became.UNSURE])),
    )


def _compared(since: Since) -> str:
    told = {
        "datum": formats.short_date(since.at),
        "tid": formats.swedish_time(since.at),
        "namn": since.who,
        "period": formats.span(since.period.first, since.period.last),
    }
    if since.system:
        text = _(
            "Jämfört med svaret %(datum)s %(tid)s till systemet %(namn)s i samma ärende, för perioden %(period)s."
        )
    elif since.own:
        text = _(
            "Jämfört med svaret %(datum)s %(tid)s till dig i samma ärende, för perioden %(period)s."
        )
    else:
        text = _(
            "Jämfört med svaret %(datum)s %(tid)s till %(namn)s i samma ärende, för perioden %(period)s."
        )
    return f"{text % told} {_('Det var en massfråga.')}" if since.mass else text % told


def _word(became: Became) -> str:
    return {
        Became.CHANGED: _("Ändrat"),
        Became.NEW: _("Nytt"),
        Became.GONE: _("Inget kvar"),
    }[became]


def _change(one: GroupSince) -> str:
    """Return a group with how many of its rows are new, changed and gone, and the days of those that can be seen."""
    counts = [
        ngettext("%(antal)s ny", "%(antal)s nya", one.new) % {"antal": one.new} if one.new else "",
        ngettext("%(antal)s ändrad", "%(antal)s ändrade", one.changed) % {"antal": one.changed}
        if one.changed
        else "",
        ngettext("%(antal)s borta", "%(antal)s borta", one.gone) % {"antal": one.gone}
        if one.gone
        else "",
        ngettext("%(antal)s har betalats ut", "%(antal)s har betalats ut", one.made)
        % {"antal": one.made}
        if one.made
        else "",
    ]
    told = ", ".join(filter(None, counts)) or _("uppgifter om ärendet eller enskilda dagar")
    spans = ", ".join(formats.span(span.first or None, span.last or None) for span in one.spans)
    return f"{_named(one)}: {told} ({spans})" if spans else f"{_named(one)}: {told}"


def _rest(since: Since) -> Iterator[str]:
    """Yield what is as it was."""
    count = {
        became: sum(one.became is became for one in since.groups)
        for became in (Became.SAME, Became.NOTHING, Became.PAST)
    }
    if not any(one.became in _CHANGES for one in since.groups) and any(count.values()):
        yield _("Inget är ändrat av det som kan jämföras.")
    if since.same_extracts:
        yield _("Utdragen är desamma som då.")
    if same := count[Became.SAME]:
        yield ngettext(
            "Oförändrat: %(antal)s uppgift.", "Oförändrat: %(antal)s uppgifter.", same
        ) % {"antal": same}
    if past := count[Became.PAST]:
        yield ngettext(
            "Ligger före perioden nu: %(antal)s uppgift.",
            "Ligger före perioden nu: %(antal)s uppgifter.",
            past,
        ) % {"antal": past}
    if nothing := count[Became.NOTHING]:
        yield ngettext(
            "Inget registrerat då heller: %(antal)s uppgift.",
            "Inget registrerat då heller: %(antal)s uppgifter.",
            nothing,
        ) % {"antal": nothing}


def _unsure(ones: Sequence[GroupSince]) -> Iterator[str]:
    """Yield what cannot be compared, by agency and reason: a few by name, many by their number."""
    same: dict[tuple[Agency, Unsure], list[GroupSince]] = defaultdict(list)
    for one in ones:
        if one.why:
            same[catalogue.agency(one.group), one.why].append(one)
    for (agency, why), groups in same.items():
        which = ", ".join(map(_named, groups)) if len(groups) <= _FEW else ""
        which = which or ngettext("%(antal)s uppgift", "%(antal)s uppgifter", len(groups)) % {
            "antal": len(groups)
        }
        yield f"{agency_name(agency)}, {which}: {_reason(why)}"


def _reason(why: Unsure) -> str:
    return {
        Unsure.UNREAD_NOW: _("kunde inte kontrolleras nu."),
        Unsure.UNREAD_THEN: _("kunde inte kontrolleras då."),
        Unsure.NOT_ASKED_NOW: _("ingår inte i frågan nu."),
        Unsure.NOT_ASKED_THEN: _("ingick inte i frågan då."),
        Unsure.NOT_PERMITTED: _("ingår inte, eller ingick inte då, i det ni får fråga om."),
        Unsure.CUT: _("det som lämnas ut är inte avgränsat som då."),
        Unsure.PERIOD: _("perioderna täcker inte varandra."),
        Unsure.FORM: _("svaret då går inte att jämföra med."),
    }[why]


def _named(one: GroupSince) -> str:
    """Return a group with its class; the person's own facts have none."""
    name = group_name(one.group, catalogue.name(one.group))
    if one.group == PERSON_FACTS:
        return name
    return f"{name} ({_class(one.klass)})"


def _class(klass: Klass) -> str:
    return {
        Klass.DECISIONS: _("beslut"),
        Klass.CLAIMS: _("ansökan"),
        Klass.PAYMENTS: _("utbetalning"),
        Klass.PRELIMINARY: _("planerad utbetalning"),
        Klass.OTHER: _("övrig uppgift"),
    }[klass]
