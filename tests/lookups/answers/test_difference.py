"""What became of a person between two documents: by element, whatever the order, and never by what no one may see."""

import copy
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.difference import difference
from lookups.answers.model import Agency
from lookups.catalogue import contract, lists
from tests.lookups.answers.generated import Made
from tests.lookups.answers.world import ADAM, ALVA, MOLLY, code, fk, kod, person, sek

pytestmark = pytest.mark.untraced

FK, PM = Agency.FK, Agency.PM
DAY = date(2026, 11, 25)
LONG_AGO = date(2020, 1, 1)  # a day on which nothing of the documents has grown old
SEEDS = st.integers(0, 2**32)
DECIDED, MADE, PLANNED = "beslut", "utbetalningar", "preliminaraUtbetalningar"
FACTS = "ovrigInformation"


def told(agency, was, now, day=DAY):
    return {
        (str(klass), group, kind) for klass, group, kind in difference(agency, was, now, day=day)
    }


# Decisions of FK: a case of sickness with rows.


def row(first, last, amount=816, *, decided="2026-10-01", **more):
    period = {"fran": first} | ({"till": last} if last else {})
    return {
        "fattades": decided,
        "period": period,
        "ersattning": "SJUKPENNING",
        "ersattningsdagar": [{"ersattningsdatum": first, "ersattningsbelopp": sek(amount)}],
        **more,
    }


def case(*rows, active=True, started="2026-09-01"):
    return {"startades": started, "aktivt": active, "beslut": list(rows)}


def sick(*cases):
    return fk(sjukpenningarende=list(cases))


AUTUMN = row("2026-10-01", "2026-11-30")
OPEN = row("2026-10-01", None)
ENDED = row("2026-10-01", "2026-10-31")
OLD = row("2024-01-01", "2024-03-31", decided="2024-01-05")
CASES = {
    "a first decision": (sick(), sick(case(AUTUMN)), {"new"}),
    "one more, after the last": (
        sick(case(AUTUMN)),
        sick(case(AUTUMN, row("2026-12-01", "2026-12-31", decided="2026-11-20"))),
        {"new"},
    ),
    "another case at the same time": (
        sick(case(AUTUMN)),
        sick(case(AUTUMN), case(row("2026-11-01", None), started="2026-11-01")),
        {"new"},
    ),
    "another amount": (
        sick(case(AUTUMN)),
        sick(case(row("2026-10-01", "2026-11-30", 900))),
        {"changed"},
    ),
    "decided anew": (
        sick(case(AUTUMN)),
        sick(case(row("2026-10-01", "2026-11-30", 900, decided="2026-11-24"))),
        {"changed"},
    ),
    "a longer time": (sick(case(AUTUMN)), sick(case(row("2026-10-01", "2026-12-31"))), {"changed"}),
    "another start": (sick(case(AUTUMN)), sick(case(row("2026-10-05", "2026-11-30"))), {"changed"}),
    "divided": (
        sick(case(AUTUMN)),
        sick(case(row("2026-10-01", "2026-11-14"), row("2026-11-15", "2026-11-30", 408))),
        {"changed"},
    ),
    "put together again": (
        sick(case(row("2026-10-01", "2026-11-14"), row("2026-11-15", "2026-11-30", 408))),
        sick(case(AUTUMN)),
        {"changed"},
    ),
    "another takes its place": (
        sick(case(OPEN)),
        sick(case(OPEN, row("2026-12-01", None, 408, decided="2026-11-25"))),
        {"changed"},
    ),
    "an end is set": (sick(case(OPEN)), sick(case(AUTUMN)), {"gone"}),
    "an earlier end is set": (
        sick(case(AUTUMN)),
        sick(case(row("2026-10-01", "2026-11-26"))),
        {"gone"},
    ),
    "its end is taken away": (sick(case(AUTUMN)), sick(case(OPEN)), {"changed"}),
    "the end of what was over is put right": (
        sick(case(ENDED)),
        sick(case(row("2026-10-01", "2026-10-30"))),
        {"changed"},
    ),
    "the case runs no more": (sick(case(AUTUMN)), sick(case(AUTUMN, active=False)), {"gone"}),
    "the case runs again": (sick(case(AUTUMN, active=False)), sick(case(AUTUMN)), {"changed"}),
    "another amount, and an end": (
        sick(case(OPEN)),
        sick(case(row("2026-10-01", "2026-11-30", 900))),
        {"changed", "gone"},
    ),
    "told no more": (sick(case(AUTUMN)), sick(), {"gone"}),
    "one row told no more": (sick(case(AUTUMN, ENDED)), sick(case(AUTUMN)), {"changed"}),
    "over long ago, and told no more": (sick(case(OLD), case(AUTUMN)), sick(case(AUTUMN)), set()),
    "a case without an end, over long ago": (
        sick(case(row("2024-01-01", None), active=False)),
        sick(),
        set(),
    ),
    "days of long ago told no more": (
        sick(case(row("2025-01-01", None, ersattningsdagar=[{"ersattningsdatum": "2025-01-02"}]))),
        sick(case(row("2025-01-01", None, ersattningsdagar=[]))),
        set(),
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_what_becomes_of_a_decision_of_fk(what):
    was, now, kinds = CASES[what]
    assert told(FK, was, now) == {(DECIDED, "FK:SJP", kind) for kind in kinds}


def benefit(identity, first, last=None, amount=3_960, *, decided="2026-01-10", status="SLUTLIGT"):
    period = {"from": first} | ({"tom": last} if last else {})
    return {
        "beslutsid": identity,
        "beslutsdatum": decided,
        "formansgrupp": kod("PM:BTI"),
        "beslutsstatus": kod(status),
        "beslutadErsattning": [
            {
                "beslutatBelopp": {"belopp": amount},
                "period": period,
                "ersattningstyp": kod("PM:BT"),
            }
        ],
    }


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ([], [benefit("1", "2026-01-01")], "new"),
        ([benefit("1", "2026-01-01")], [benefit("1", "2026-01-01", amount=4_000)], "changed"),
        (
            [benefit("1", "2026-01-01")],
            [benefit("1", "2026-01-01", status="PRELIMINART")],
            "changed",
        ),
        ([benefit("1", "2026-01-01")], [benefit("1", "2026-01-01", "2026-11-30")], "gone"),
        (
            [benefit("1", "2026-01-01")],
            [benefit("1", "2026-01-01", "2026-11-30"), benefit("2", "2026-12-01", amount=3_650)],
            "changed",
        ),
        (
            [benefit("1", "2026-01-01", "2026-11-30")],
            [benefit("1", "2026-01-01", "2026-11-30"), benefit("2", "2026-12-01")],
            "new",
        ),
        ([benefit("1", "2026-01-01")], [benefit("2", "2026-01-01", amount=4_000)], "changed"),
        ([benefit("1", "2026-01-01")], [], "gone"),
    ],
)
def test_what_becomes_of_a_decision_of_pm(was, now, kind):
    assert told(PM, {"beslut": was}, {"beslut": now}) == {(DECIDED, "PM:BTI", kind)}


def test_groups_that_no_purpose_opens_yet_are_told_of_too():
    debt, more = ({"underhallsskuld": [{"belopp": sek(one)}]} for one in (100, 200))
    assert told(FK, fk(**debt), fk(**more)) == {(DECIDED, "FK:US", "changed")}
    assert told(FK, fk(), fk(skatteuppgift=[{"skatteredovisningsnummer": "A1"}])) == {
        (FACTS, "FK:SKUP", "new")
    }
    proof = {"informationstyp": kod("PM:LINT"), "levnadsintyg": {"levnadsintygsstatus": kod("24")}}
    assert told(PM, {"ovrigInformation": [proof]}, {}) == {(FACTS, "PM:LINT", "gone")}


def test_claims_are_known_by_their_own_numbers():
    claim = {"ansprakid": "A1", "ankomstdatum": "2026-11-20", "formansgrupp": kod("PM:AP")}
    both = [claim, {**claim, "ansprakid": "A2"}]
    assert told(PM, {"ansprak": [claim]}, {"ansprak": both}) == {("ansprak", "PM:AP", "new")}
    later = [{**claim, "ankomstdatum": "2026-11-21"}]
    assert told(PM, {"ansprak": [claim]}, {"ansprak": later}) == {("ansprak", "PM:AP", "changed")}


# Payments.


def paid(day, first="2026-10-26", amount=12_240, family="SJP"):
    return {
        "datum": day,
        "typ": code(2),
        "formansfamilj": code(family),
        "period": {"fran": first, "till": "2026-11-24"},
        "bruttobelopp": sek(amount),
        "utbetalningsdetalj": [{"forman": code(family), "bruttobelopp": sek(amount)}],
    }


def pay(made=(), planned=()):
    return fk(utbetalningsuppgift=list(made), preliminarautbetalningar=list(planned))


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (pay(), pay(made=[paid("2026-11-25")]), {(MADE, "new")}),
        (pay(), pay(planned=[paid("2026-11-26")]), {(PLANNED, "new")}),
        (pay(planned=[paid("2026-11-25")]), pay(made=[paid("2026-11-25")]), {(MADE, "new")}),
        (pay(planned=[paid("2026-11-27")]), pay(made=[paid("2026-11-25")]), {(MADE, "new")}),
        (
            pay(planned=[paid("2026-11-25"), paid("2026-12-25", "2026-11-25")]),
            pay(made=[paid("2026-11-25")]),
            {(MADE, "new"), (PLANNED, "gone")},
        ),
        (pay(planned=[paid("2026-11-26")]), pay(), {(PLANNED, "gone")}),
        (
            pay(planned=[paid("2026-11-26")]),
            pay(planned=[paid("2026-11-26", amount=1)]),
            {(PLANNED, "changed")},
        ),
        (
            pay(planned=[paid("2026-11-26")]),
            pay(planned=[paid("2026-11-27")]),
            {(PLANNED, "changed")},
        ),
        (pay(made=[paid("2025-11-01"), paid("2026-11-01")]), pay(made=[paid("2026-11-01")]), set()),
    ],
)
def test_what_becomes_of_a_payment(was, now, expected):
    assert told(FK, was, now) == {(klass, "FK:SJP", kind) for klass, kind in expected}


def test_a_payment_of_several_groups_is_told_of_each():
    rows = [{"formansgrupp": kod(group), "belopp": 100} for group in ("PM:AP", "PM:BTI")]
    payment = {"utbetalningsdatum": "2026-11-18", "utbetalningsrader": rows}
    assert told(PM, {}, {"utbetalningar": [payment]}) == {
        (MADE, "PM:AP", "new"),
        (MADE, "PM:BTI", "new"),
    }


# The person.


def facts(**more):
    return fk(generellPersoninformation=[person(ALVA, civilstand=code(1), **more)])


HOME = [{"postort": "Påhittad ort"}]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (facts(), facts(adress=HOME), {(FACTS, "FK:GEPI", "changed")}),
        (facts(adress=HOME), facts(avled=["2026-11-24"]), {("avliden", "", "new")}),
        (facts(avled=["2026-11"]), facts(avled=["2026-11-24"]), {("avliden", "", "changed")}),
        (facts(avled=["2026-11"]), facts(avled=[]), {("avliden", "", "gone")}),
        (
            facts(avled=["2026-11-24"]),
            facts(avled=["2026-11-24"], adress=HOME),
            {(FACTS, "FK:GEPI", "changed")},
        ),
        (facts(), facts(skyddad=True), set()),
        (facts(barn=[person(MOLLY)]), facts(barn=[person(MOLLY, skyddad=True)]), set()),
        (facts(barn=[person(MOLLY)]), facts(), set()),
    ],
)
def test_what_becomes_of_a_persons_own_facts(was, now, expected):
    assert told(FK, was, now) == expected


def test_who_is_named_in_a_decision_is_no_part_of_it():
    alone, with_adam = (
        fk(bostadsbidragsarende=[{"startades": "2026-01-01", "aktivt": True, "medsokande": other}])
        for other in ([], [person(ADAM)])
    )
    assert told(FK, alone, with_adam) == set()


# What holds of any documents.


FK_LISTS = contract.types()["Formansinformation"]
PM_LISTS = {name: contract.types()["FormansinformationSvar"][name] for name in lists.PM_LISTS}


def of(agency, seed):
    """Return a document with some of all lists there are, opened by a code or not."""
    random = Random(seed)
    fields = FK_LISTS if agency is FK else PM_LISTS
    told = {
        name: [Made(random).item(fields[name].kind) for _ in range(random.randint(0, 2))]
        for name in random.sample(sorted(fields), random.randint(0, min(len(fields), 9)))
    }
    return {"formansinformation": told} if agency is FK else told


def shuffled(value, random):
    """Return a document with every list of more than one in another order."""
    if isinstance(value, dict):
        return {name: shuffled(one, random) for name, one in value.items()}
    if not isinstance(value, list):
        return value
    return random.sample([shuffled(one, random) for one in value], len(value))


@pytest.mark.parametrize("agency", Agency)
@given(seed=SEEDS, other=SEEDS)
def test_the_order_never_counts_and_the_same_is_no_change(agency, seed, other):
    was, now = of(agency, seed), of(agency, other)
    assert told(agency, was, copy.deepcopy(was)) == set()
    random = Random(seed)
    assert told(agency, was, shuffled(was, random)) == set()
    assert told(agency, shuffled(was, random), shuffled(now, random)) == told(agency, was, now)


@pytest.mark.parametrize("agency", Agency)
@given(seed=SEEDS, more=SEEDS)
def test_what_comes_one_way_goes_the_other(agency, seed, more):
    was = of(agency, seed)
    added = copy.deepcopy(was)
    told_before, extra = (one.get("formansinformation", one) for one in (added, of(agency, more)))
    for name, items in extra.items():
        if name != "generellPersoninformation":
            told_before[name] = [*told_before.get(name, []), *items]
    forth, back = (told(agency, *pair, day=LONG_AGO) for pair in ((was, added), (added, was)))
    mirror = {"new": "gone", "gone": "new", "changed": "changed"}
    assert {(klass, group, mirror[kind]) for klass, group, kind in forth} == back


@pytest.mark.parametrize("agency", Agency)
@given(seed=SEEDS, other=SEEDS)
def test_what_differs_one_way_differs_the_other(agency, seed, other):
    was, now = of(agency, seed), of(agency, other)
    forth, back = (told(agency, *pair, day=LONG_AGO) for pair in ((was, now), (now, was)))
    assert bool(forth) == bool(back)
