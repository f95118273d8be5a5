"""Reads what was typed in the one search field: a call, an organisation or a client; never a person's number."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import identity
from portal.reference import last_digits
from portal.support import calls, reads, sections
from portal.support.calls import Call
from portal.support.reads import OrganisationTold
from portal.support.sections import Hits

# An organisation number's third digit is 2 or more, and before it may stand the 16 of the twelve-digit form.
NUMBER = re.compile(r"(?:16)?([0-9]{2}[2-9][0-9]{3})-?([0-9]{4})")
PERSONAL = _(
    "Det här är ett personnummer. Sökningen är inte gjord och inget är sparat. Sök på referens i stället."
)
NO_REFERENCE = _("Inget svar på referensen. Be den som ringer läsa upp den igen.")
NOTHING = _("Inget hittades. Sök på en annan del av namnet.")


class PersonalNumber(Exception):  # a no of its own, which no API gives
    """What was typed holds a valid identity number: nothing was searched, and the number is not told again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search led to: calls, what rooms above know by it, or organisations; and if it read as a reference."""

    calls: tuple[Call, ...] = ()
    others: tuple[Hits, ...] = ()
    organisations: tuple[OrganisationTold, ...] = ()
    reference: bool = False

    @property
    def address(self) -> str | None:
        """Return the page that all of it leads to; None where there are several, or none."""
        pages = {reverse("support:call", args=[one.request_id]) for one in self.calls}
        pages |= {hit.href for one in self.others for hit in one.hits}
        # An organisation is named by what was typed only where nothing narrower is.
        if not pages:
            pages = {
                reverse("support:organisation", args=[one.aktors_id]) for one in self.organisations
            }
        return pages.pop() if len(pages) == 1 else None

    @property
    def nothing(self) -> bool:
        """Say whether it led nowhere."""
        return not (self.calls or self.others or self.organisations)


def find(typed: str, *, today: date) -> Found:
    """Search in support's role (`as_support`). Raises PersonalNumber before anything is searched.

    What can be read in several ways is tried as a call first, then as a number, a client and a name.
    """
    text = " ".join(typed.split())
    call = _uuid(text)
    if call is None and _is_personal(text, today):
        raise PersonalNumber
    digits = last_digits(text)
    if call is not None:
        whose = reads.by_id(call)
        return Found(
            calls=calls.by_id(call),
            others=sections.by_id(call),
            organisations=(whose,) if whose else (),
            reference=True,
        )
    if digits is not None:
        found = Found(
            calls=calls.by_digits(digits), others=sections.by_digits(digits), reference=True
        )
        if found.calls or found.others:
            return found
    for told in _ways(text):
        if organisations := told():
            return Found(organisations=organisations)
    return Found(reference=digits is not None)


def _ways(text: str) -> tuple[Callable[[], tuple[OrganisationTold, ...]], ...]:
    """Return the ways to look for organisations, the narrowest first."""
    number = NUMBER.fullmatch(text.replace(" ", ""))
    if number:
        return (lambda: reads.by_number("-".join(number.groups())),)
    return (lambda: reads.by_client(text), lambda: reads.by_name(text))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _is_personal(text: str, today: date) -> bool:
    """Say whether a text is or holds a valid identity number, anybody's, in any usual form."""
    try:
        identity.parse(text, today=today, lenient_century=True, tests_only=False)
    except identity.InvalidIdentity:
        return identity.find_identity_in(text)
    return True
