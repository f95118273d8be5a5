"""What became of each asked group: there, not there, or why it was not read. Never a guess."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from lookups.answers.model import Agency, Outcome, Part, Result, State
from lookups.answers.permit import Asked
from lookups.catalogue import services as catalogue

NOT_CHECKED: Mapping[State, str] = {
    State.UNAVAILABLE: "saknas",
    State.FAULTY: "for_gammalt",
    State.CLOSED: "stangd",
}
# Given, but who else is named in it could not be checked, so nobody is: told of every group that
# can name somebody.
PERSONS_NOT_CHECKED = "narstaende_ej_kontrollerade"


def states(parts: Collection[Part]) -> Mapping[Agency, State]:
    """Return each agency's state; one that is not told of has nothing that can be read."""
    told = {part.agency: part.state for part in parts}
    return {agency: told.get(agency, State.UNAVAILABLE) for agency in Agency}


def outcomes(
    asked: Mapping[Asked, bool],
    state: Mapping[Agency, State],
    there: Collection[Asked],
    *,
    persons_checked: bool,
) -> tuple[Outcome, ...]:
    """Return one outcome for each asked group; `there` are those of which something is told."""
    return tuple(
        _outcome(one, *_judged(one, may, state, there, persons_checked=persons_checked))
        for one, may in asked.items()
    )


def withheld(asked: Collection[Asked]) -> tuple[Outcome, ...]:
    """Return the outcomes of an answer that tells nothing, the same for every group and reason."""
    return tuple(_outcome(one, Result.WITHHELD, None) for one in asked)


def _judged(
    one: Asked,
    may: bool,
    state: Mapping[Agency, State],
    there: Collection[Asked],
    *,
    persons_checked: bool,
) -> tuple[Result, str | None]:
    klass, group = one
    if not may:
        return Result.NOT_PERMITTED, None
    if (reason := NOT_CHECKED.get(state[catalogue.agency(group)])) is not None:
        return Result.NOT_CHECKED, reason
    if one not in there:
        return Result.NOTHING_REGISTERED, None
    unchecked = not persons_checked and catalogue.persons(group, klass)
    return Result.GIVEN, PERSONS_NOT_CHECKED if unchecked else None


@lru_cache(4096)  # nobody's: a group and what became of it
def _outcome(one: Asked, result: Result, reason: str | None) -> Outcome:
    klass, group = one
    return Outcome(
        klass=klass,
        group=group,
        name=catalogue.name(group),
        agency=catalogue.agency(group),
        result=result,
        reason=reason,
    )
