"""What was decided, how finally and at what amount, in the words of pages; what has ended never reads as granted."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from lookups.answers import remarks
from lookups.answers.model import Answer, Code, Decision, Money, Value
from lookups.answers.remarks import Remark
from lookups.online.present.model import Cell
from lookups.online.present.remarks import until_when, words
from lookups.online.present.values import amount, code_name
from portal.shell import formats


def outcome_word(outcome: Code) -> str:
    """Return what was decided; FK's numbers differ from benefit to benefit, so that its name is looked at first."""
    words = {
        "BIFALL": _("Beviljat"),
        "BEVILJAN": _("Beviljat"),
        "BEVILJANDE": _("Beviljat"),
        "AVSLAG": _("Avslag"),
        "OFORANDRAD": _("Oförändrat"),
        "ANDRING": _("Ändrat"),
        "AVVISNING": _("Avvisat"),
        "AVSKRIVNING": _("Avskrivet"),
        "UPPHORANDE": _("Upphört"),
        "MINSKNING": _("Minskat"),
    }
    return words.get(outcome.name) or words.get(outcome.code) or code_name(outcome)


def status_word(status: Code) -> str:
    """Return how final a decision is."""
    words = {
        "SLUTLIGT": _("Slutligt beslut"),
        "INTERIMISTISKT": _("Tillfälligt beslut"),
        "PRELIMINART": _("Preliminärt beslut"),
        "S": _("Slutligt beslut"),
        "I": _("Tillfälligt beslut"),
    }
    return words.get(status.code) or code_name(status)


def verdict(outcome: Code | None, status: Code | None) -> Cell:
    """Return what was decided, and how finally, in the words of pages."""
    said = outcome_word(outcome) if outcome else ""
    final = status_word(status) if status else ""
    return Cell(text=said or final, note=final if said else "")


def decided(answer: Answer, one: Decision) -> Cell:
    """Return what was decided and what has to be said of it."""
    told = verdict(one.outcome, one.status)
    text, notes = told.text, [told.note]
    for remark in remarks.of_decision(answer, one):
        if remark is Remark.ENDED and (until := until_when(one)):
            nought = one.amount is not None and not one.amount.amount
            text = until if nought or not text else f"{text}, {until}"
        else:
            notes.append(words(remark))
    first, *more = [one for one in (text[:1].upper() + text[1:], *notes) if one] or [""]
    return Cell(text=first, note=". ".join(one.rstrip(".") for one in more))


def decided_amount(one: Decision) -> str:
    """Return the decided amount; FK's daily benefits have theirs day by day in the basis."""
    if one.amount is None and (days := _by_day(one.basis.values())):
        least, most = min(days, key=_kronor), max(days, key=_kronor)
        if least.amount != most.amount:
            told = {"minst": formats.kr(least.amount, least.currency), "mest": amount(most)}
            return _("%(minst)s till %(mest)s") % told
        return amount(most)
    if one.amount is None and _holds_money(one.basis.values()):
        return _("Se uppgifterna")
    return amount(one.amount)


def _kronor(money: Money) -> Decimal:
    return money.amount


def _by_day(basis: Iterable[Value]) -> list[Money]:
    """Return what is paid for each day that something is paid for."""
    rows = (row for rows in basis if isinstance(rows, tuple) for row in rows)
    return [
        money
        for row in rows
        if isinstance(row, Mapping)
        for money in row.values()
        if isinstance(money, Money) and money.frequency == "DAG" and money.amount
    ]


def _holds_money(values: Iterable[Value]) -> bool:
    for one in values:
        if isinstance(one, Money):
            return True
        if isinstance(one, tuple) and _holds_money(one):
            return True
        if isinstance(one, Mapping) and _holds_money(one.values()):
            return True
    return False
