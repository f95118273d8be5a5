"""What an answer says of housing cost, household and reclaims, as it stands there: whose word, of which day. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from lookups.answers.elements import day_of
from lookups.answers.model import Agency, Answer, Money, Other, Value
from lookups.fee_basis.model import Line, Said, Where

_COSTS = frozenset({"bostadskostnadBrutto", "arsbruttokostnad", "totalBostadskostnad"})
_HOUSEHOLD = frozenset(
    {
        "anvantCivilstand",
        "medsokande",
        "hemmavarandeBarn",
        "tidvisboendeBarn",
        "vaxelvisboendeBarn",
    }
)
_OF_PERSON = ("civilstand", "samhorig", "barn")
_TOGETHER = frozenset({"medsokande", "samhorig"})
_RECLAIM, _YEAR = "aterkrav", "artal"  # of what was earned beside sickness compensation in a year


def housing_costs(answer: Answer, decided: Sequence[Line]) -> tuple[Said, ...]:
    """Return the housing costs that the decisions of the day rest on."""
    return tuple(_each(_of_decisions(answer, decided, _COSTS)))


def household(answer: Answer, decided: Sequence[Line]) -> tuple[Said, ...]:
    """Return civil status, co-applicants and children, by the person's information and by the decisions of the day."""
    person = answer.person or {}
    own = (
        Said(name=name, value=person[name], agency=Agency.FK, group="FK:GEPI")
        for name in _OF_PERSON
        if person.get(name)
    )
    return (*own, *_each(_of_decisions(answer, decided, _HOUSEHOLD)))


def reclaims(answer: Answer) -> tuple[Said, ...]:
    """Return what is reclaimed after stepless deduction, with its year; a reclaim of nought is none."""
    return tuple(
        Said(name=_RECLAIM, value=money, agency=one.agency, group=one.group, decided=_text(one))
        for one in answer.other
        for money in _moneys(one.fields.get(_RECLAIM))
        if money.amount
    )


def _text(one: Other) -> str | None:
    year = one.fields.get(_YEAR)
    return year if isinstance(year, str) else None


def _moneys(value: Value) -> Iterator[Money]:
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Money):
            yield one


def belongs_with(told: Iterable[Said], number: str) -> bool:
    """Say whether a household of a day tells of somebody as a co-applicant or as the one the person belongs with."""
    return number in together(told)


def together(told: Iterable[Said]) -> frozenset[str]:
    """Return the numbers (12 digits) of those whom a household of a day tells of as belonging with the person."""
    return frozenset(
        number for one in told if one.name in _TOGETHER for number in _numbers(one.value)
    )


def is_dead(answer: Answer, *, on: date) -> bool:
    """Say whether an answer tells that the person has died by a day; a death of no known day is one of any day."""
    died = (answer.person or {}).get("avled")
    days = died if isinstance(died, tuple) else () if died in (None, "") else (died,)
    return any(day_of(str(one)) <= str(on) for one in days)


def _numbers(value: Value) -> Iterator[str]:
    match value:
        case str() if len(value) == 12 and value.isdigit():
            yield value
        case tuple():
            for one in value:
                yield from _numbers(one)
        case Mapping():
            for one in value.values():
                yield from _numbers(one)


def _each(said: Iterator[Said]) -> Iterator[Said]:
    """Yield each thing said once: kinds of one decision repeat what holds for all of it."""
    seen: set[tuple[object, ...]] = set()
    for one in said:
        key = (one.name, str(one.value), one.group, one.decided)
        if key not in seen:
            seen.add(key)
            yield one


def _of_decisions(answer: Answer, decided: Sequence[Line], names: frozenset[str]) -> Iterator[Said]:
    for line in decided:
        if line.where is Where.LEFT:
            continue
        one = answer.decisions[line.source.at]
        for name, value in _found(one.basis, names):
            yield Said(
                name=name, value=value, agency=one.agency, group=one.group, decided=one.decided
            )


def _found(fields: Mapping[str, Value], names: frozenset[str]) -> Iterator[tuple[str, Value]]:
    for name, value in fields.items():
        if name in names:
            if value not in ((), None, ""):
                yield name, value
        else:
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Mapping):
                    yield from _found(one, names)
