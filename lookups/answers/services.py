"""Makes the answer: what came about, may be told, in one form, and what became of each group."""

from collections.abc import Mapping

from lookups.answers import permit, quality
from lookups.answers.canonical import digest, group_contents
from lookups.answers.model import (
    Agency,
    Answer,
    Findings,
    Named,
    Permission,
    Protection,
    Question,
    State,
)
from lookups.answers.persons import lists_of, persons_named
from lookups.answers.protect import Shield, protection_of, shield
from lookups.answers.select import Span
from lookups.answers.telling import Telling
from lookups.answers.traces import traces

__all__ = ["digest", "group_contents", "make_answer", "persons_named", "traces"]


def make_answer(
    question: Question,
    permission: Permission,
    found: Findings,
    related: Mapping[str, bool] | None,
    *,
    right: bool,
) -> Answer:
    """Return what may be told about one person, and what became of each group asked.

    `related` says of each other person in the documents whether they are protected; None: it could
    not be checked. `right` is the reader's right to protected persons. Raises ValueError for a
    group of neither agency.
    """
    asked = permit.asked(question, permission)
    protection = protection_of(found)
    cover = shield(protection, right=right)
    telling = Telling(
        permission=permission,
        span=Span(question.period),
        related=related,
        covered=cover is Shield.COVERED,
    )
    if cover is Shield.CLOSED:
        outcomes = quality.withheld(asked)
    else:
        states = quality.states(found.parts)
        may = [one for one, allowed in asked.items() if allowed]
        for agency in (one for one in Agency if states[one] is State.OK):
            telling.tell(agency, lists_of(agency, found.documents.get(agency)), may)
        outcomes = quality.outcomes(
            asked,
            states,
            telling.there,
            persons_checked=telling.covered or related is not None,
        )
    notice = protection is Protection.SET and right
    return Answer(
        number=found.number,
        # Nobody may follow a protected person, or one who may be, from one number to the next.
        present=found.present if protection is Protection.NONE else None,
        parts=found.parts,
        outcomes=outcomes,
        protection=Protection.NONE if cover is Shield.CLOSED else protection,
        protection_kind=found.protection_kind if notice else None,
        notice=notice,
        person=telling.person,
        decisions=tuple(telling.decisions),
        claims=tuple(telling.claims),
        payments=tuple(telling.payments),
        other=tuple(telling.other),
        named=tuple(
            Named(number=number, role=role)
            for number, role in sorted(telling.named)
            if number not in (found.number, found.present)
        ),
    )
