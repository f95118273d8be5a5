"""Holds a server's answers of version 9 to the published types and to its rules, over persons and groups."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lookups.answers.model import Klass
from lookups.answers.native import FK_PART, asked_under
from lookups.api.v9.holding import faults
from lookups.catalogue import contract
from lookups.catalogue import services as catalogue

SVAR, FRAGA = "FormansinformationSvar", "FormansinformationFraga"
LISTS = tuple(name for name in contract.types()[FRAGA] if name not in ("personnummer", "period"))
ELSEWHERE = "00000000-0000-4000-8000-000000000000"  # an actor that nobody is
TOGETHER = "all groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a server answered: `told` is None where the body is no JSON."""

    status: int
    content_type: str
    told: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """How a server is called, for the actor unless another is named; a call without a token may be asked for."""

    ask: Callable[..., Answered]  # (question, *, actor=None, token=True)
    types: Callable[[], Answered]


def groups() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return what is asked: each group by itself, under every list that takes it, and all of them together."""
    one_by_one: dict[str, dict[str, list[str]]] = {}
    together: dict[str, list[str]] = {name: [] for name in LISTS}
    for klass in Klass:
        for group in sorted(catalogue.known(klass)):
            under = asked_under(klass, group)
            one_by_one.setdefault(group, {})[under] = [group]
            together[under].append(group)
    return {**one_by_one, TOGETHER: together}


def check(
    server: Server, persons: Sequence[str], period: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """Yield how many answers have been held so far and a fault, or "" for an answer without; never anybody's number."""
    held = 0
    for fault in _around(server, {"personnummer": persons[0], "period": period}):
        held += 1
        yield held, fault
    for place, person in enumerate(persons, start=1):
        for name, asked in groups().items():
            held += 1
            answer = server.ask({"personnummer": person, "period": period, **asked})
            found = list(_answer(answer, asked))
            for fault in found or [""]:
                yield held, fault and f"person {place} of {len(persons)}, {name}: {fault}"


def _around(server: Server, question: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the other operation, and with refusals; "" for one in order."""
    asked = {**question, "formansinformation": ["FK:SJP"]}
    yield _typed("what may be asked for", server.types(), 200, "TillgangligaInformationstyper")
    yield _typed("nothing asked for", server.ask(question), 400, "Felsvar")
    bad = {**asked, "personnummer": "1"}
    yield _typed("a bad number", server.ask(bad), 400, "Felsvar")
    strange = {**asked, "utbetalningar": ["XX:YY"]}
    yield _typed("an unknown group", server.ask(strange), 400, "Felsvar")
    longest = {**asked, "period": {"from": "1990-01-01", "tom": "2020-12-31"}}
    yield _typed("too long a period", server.ask(longest), 400, "Felsvar")
    yield _typed("an unknown actor", server.ask(asked, actor=ELSEWHERE), 403, "Felsvar")
    yield _typed("no token", server.ask(asked, token=False), 401, "Felsvar")
    yield _typed("an unknown key", server.ask({**asked, "okand": 1}), 200, SVAR)


def _typed(name: str, answer: Answered, status: int, kind: str) -> str:
    found = list(_held(answer, status, kind))
    return f"{name}: {found[0]}" if found else ""


def _held(answer: Answered, status: int, kind: str) -> Iterator[str]:
    if answer.status != status:
        yield f"status {answer.status}, not {status}"
    elif answer.content_type.partition(";")[0].strip() != "application/json":
        yield "is no application/json"
    else:
        yield from faults(kind, answer.told)


def _answer(answer: Answered, asked: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what is wrong with an answer: its types, then its rules (lefi9/README.md, 2-5)."""
    wrong = list(_held(answer, 200, SVAR))
    yield from wrong
    if wrong:
        return
    told = answer.told
    if not isinstance(told.get("avvikelser"), dict):
        yield "avvikelser: is to be an object, empty where nothing deviates"
        return
    concerned = {group.partition(":")[0] for codes in asked.values() for group in codes}
    states = {
        one.get("utlamnare", {}).get("kod"): one.get("tillstand", {}).get("kod")
        for one in told.get("utlamnare", [])
    }
    if set(states) != concerned:
        yield "utlamnare: are not the agencies that the question concerns"
    read = {agency for agency, state in states.items() if state == "OK"}
    yield from _deviations(told["avvikelser"], asked, read)
    yield from _lists(told, asked, read)


def _deviations(
    told: Mapping[str, Any], asked: Mapping[str, Sequence[str]], read: set[Any]
) -> Iterator[str]:
    for name, ones in told.items():
        for number, one in enumerate(ones):
            group = str(
                (one.get("formansgrupp") or one.get("ovrigInformationstyp") or {}).get("kod")
            )
            place = f"avvikelser.{name}[{number}]"
            if group not in asked.get(name, ()):
                yield f"{place}: is of a group that was not asked for there"
            elif group.partition(":")[0] not in read:
                yield f"{place}: is of an agency that did not contribute"


def _lists(
    told: Mapping[str, Any], asked: Mapping[str, Sequence[str]], read: set[Any]
) -> Iterator[str]:
    """Yield each list that no group opens which was asked for, of an agency that contributed, without deviating."""
    deviating = {
        (name, str((one.get("formansgrupp") or one.get("ovrigInformationstyp") or {}).get("kod")))
        for name, ones in told["avvikelser"].items()
        for one in ones
    }
    opened = {
        one.name
        for klass in Klass
        for group in catalogue.known(klass)
        if group in asked.get(name := asked_under(klass, group), ())
        and group.partition(":")[0] in read
        and (name, group) not in deviating
        for one in catalogue.listings(group, klass)
    }
    for name, one in told.items():
        if name in (FK_PART, "utlamnare", "avvikelser"):
            continue
        if one and name not in opened:
            yield f"{name}: holds what was not asked for"
    for name, one in told.get(FK_PART, {}).items():
        if one and name not in opened:
            yield f"{FK_PART}.{name}: holds what was not asked for"
