"""How the basis of a care fee is said: places, reasons, what is missing, what to look at; in the reader's language."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from lookups.answers.model import Agency
from lookups.care_fees.words import care_word, place_name
from lookups.fee_basis.model import Basis, Gap, Line, Look, Reason, Where
from lookups.online.present.tables import agency_name
from lookups.online.present.values import code_name, group_name


def where_word(where: Where) -> str:
    """Return what a place is called."""
    return {
        Where.COUNTED: _("Räknas som inkomst"),
        Where.HOUSING: _("Bostadsstöd, obeskattat"),
        Where.EXCLUDED: _("Räknas inte"),
        Where.APART: _("Visas för sig"),
        Where.LEFT: _("Gäller inte den dagen, eller räknas på en annan rad"),
    }[where]


def reason_word(reason: Reason | None) -> str:
    """Return why a line is apart or left; nothing of one that is in its sum."""
    words = {
        Reason.NO_AMOUNT: _("Inget belopp i utdraget"),
        Reason.NOT_MONTHLY: _("Beloppet är inte per månad och räknas inte om"),
        Reason.FOREIGN: _("Beloppet är inte i kronor"),
        Reason.NO_PERIOD: _("Det framgår inte när beslutet gäller"),
        Reason.SEVERAL_KINDS: _("Flera slag i samma beslut, som behandlas olika"),
        Reason.NOT_ACTIVE: _("Ärendet är inte aktivt, men beslutet har inget slut"),
        Reason.PAID_ALONE: _("Utbetalt den månaden, utan beslut med belopp per månad"),
        Reason.REFUSED: _("Avslag"),
        Reason.NOT_YET: _("Börjar senare"),
        Reason.OVER: _("Upphört"),
        Reason.REPLACED: _("Ersatt av ett senare beslut"),
        Reason.OLDER_COPY: _("Äldre uppgift: Pensionsmyndighetens gäller"),
        Reason.DEAD: _("Efter dödsfallet"),
        Reason.OTHER_MONTH: _("Gäller en annan månad"),
        Reason.DECIDED: _("Räknas efter beslutet"),
    }
    return words[reason] if reason else ""


def line_name(one: Line) -> str:
    """Return what a line is of: its kind where the agency has kinds, else its benefit."""
    if one.agency is Agency.PM and one.kind:
        return code_name(one.kind)
    if one.treatment and one.treatment.place.kind:
        return place_name(one.treatment.place)
    return group_name(one.group)


def treatment_word(one: Line) -> str:
    """Return how a line is treated; nothing where it is treated in no one way."""
    if one.treatment is None:
        return ""
    return care_word(one.treatment.care, unsure=one.treatment.unsure)


def whose_word(one: Line) -> str:
    """Return whose word a line's treatment is."""
    if one.treatment is None:
        return ""
    return _("er inställning") if one.treatment.own else _("förval")


def gap_words(basis: Basis) -> list[str]:
    """Return why the totals are not whole, a sentence each."""
    return [_gap(one, basis) for one in basis.gaps]


def _gap(gap: Gap, basis: Basis) -> str:
    match gap:
        case Gap.AGENCY:
            return _("%(myndighet)s kunde inte svara: summan är inte hel.") % {
                "myndighet": agencies(basis.unread)
            }
        case Gap.OUTSIDE:
            return _(
                "Dagen ligger utanför den period som frågan gällde: beslut kan saknas, och summan är inte hel."
            )
        case Gap.NOT_ASKED:
            return _("Frågan gällde inte %(forman)s: summan är inte hel.") % {
                "forman": ", ".join(group_name(one) for one in basis.not_asked)
            }
        case Gap.APART:
            return _("Det finns uppgifter som visas för sig: summan är inte hel.")
        case Gap.NO_TAX:
            return _(
                "Skatten går inte att läsa ut för allt som räknas: inkomsten efter skatt är okänd, och summan är "
                "inte hel."
            )


def look_words(basis: Basis) -> list[str]:
    """Return what somebody needs to look at, a sentence each."""
    return [_look(one, basis) for one in basis.looks]


def _look(look: Look, basis: Basis) -> str:
    if look is Look.OLD_EXTRACT:
        return _(
            "Utdraget från %(myndighet)s är från före årets omräkning: beloppen kan vara förra årets."
        ) % {"myndighet": agencies(basis.old)}
    return {
        Look.DEAD: _("Personen är avliden: det som skulle ha kommit senare räknas inte."),
        Look.DIFFERS: _("En utbetalning för månaden skiljer sig från det som är beslutat."),
        Look.SEVERAL: _("Flera beslut av samma slag gäller samtidigt, och alla räknas."),
        Look.PRELIMINARY: _("Något är preliminärt eller interimistiskt och kan ändras."),
        Look.UNSURE: _("Praxis varierar för något av det som visas: fråga nämnden."),
        Look.DEATH_UNTOLD: _(
            "Om personen har avlidit framgår inte: personuppgifter lämnas inte ut för ändamålet."
        ),
    }[look]


def short_look(look: Look) -> str:
    """Return what to look at in a word or two, for a row among many."""
    return {
        Look.DEAD: _("avliden"),
        Look.DIFFERS: _("utbetalning skiljer sig"),
        Look.SEVERAL: _("flera beslut"),
        Look.PRELIMINARY: _("preliminärt"),
        Look.UNSURE: _("praxis varierar"),
        Look.OLD_EXTRACT: _("äldre utdrag"),
        Look.DEATH_UNTOLD: _("avliden framgår inte"),
    }[look]


def short_gap(gap: Gap) -> str:
    """Return why a total is not whole in a word or two, for a row among many."""
    return {
        Gap.AGENCY: _("myndighet kunde inte svara"),
        Gap.OUTSIDE: _("dagen utanför perioden"),
        Gap.NOT_ASKED: _("inte allt frågat"),
        Gap.APART: _("uppgifter för sig"),
        Gap.NO_TAX: _("skatt saknas"),
    }[gap]


def agencies(told: Collection[Agency]) -> str:
    """Return agencies by name."""
    names = [agency_name(one) for one in told]
    return _(" och ").join(names)
