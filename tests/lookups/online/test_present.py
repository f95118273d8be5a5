"""The answer in words: each result's, each amount's, and nothing that must not be told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import translation

from lookups.answers.model import (
    Agency,
    Answer,
    Code,
    Decision,
    Klass,
    Loose,
    Money,
    Outcome,
    Part,
    Payment,
    PaymentRow,
    Period,
    Protection,
    Result,
    State,
)
from lookups.online.model import Told
from lookups.online.present import present

AT = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
MADE = datetime(2026, 11, 23, 3, 12, tzinfo=UTC)
ALVA = "198808132388"


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def part(agency: Agency, state: State = State.OK) -> Part:
    return Part(agency=agency, state=state, extract=UUID(int=1), made=MADE)


def outcome(result: Result, group: str = "FK:SJP", reason: str | None = None) -> Outcome:
    return Outcome(
        klass=Klass.DECISIONS,
        group=group,
        name={"FK:SJP": "Sjukpenning", "PM:AP": "Allmän pension"}[group],
        agency=Agency(group[:2]),
        result=result,
        reason=reason,
    )


def answer(**changes) -> Answer:
    empty = Answer(
        number=ALVA,
        present=None,
        parts=(part(Agency.FK), part(Agency.PM)),
        outcomes=(),
        protection=Protection.NONE,
        protection_kind=None,
        notice=False,
        person=None,
        decisions=(),
        claims=(),
        payments=(),
        other=(),
        named=(),
    )
    return replace(empty, **changes)


def view(told: Answer | None = None, **changes):
    question = Told(
        answer=told or answer(),
        disclosure=UUID(int=2),
        reference="K7QF-3M2P",
        at=AT,
        purpose="Ekonomiskt bistånd",
        purpose_code="ekonomiskt-bistand",
        case="EB-2026-17",
        period=Period(first=date(2025, 11, 23), last=date(2026, 12, 23)),
    )
    return present(
        replace(question, **changes),
        asked_by="Hanna Handläggare",
        organisation="Socialnämnden i Exempelby",
        until=AT + timedelta(minutes=15),
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def payment(**changes) -> Payment:
    paid = Payment(
        agency=Agency.FK,
        group="FK:SJP",
        name="Sjukpenning",
        effected=True,
        date="2026-10-26",
        groups=("FK:SJP",),
        period=Loose(first="2026-09-26", last="2026-10-25"),
        gross=Money(amount=Decimal("12240.5")),
        tax=Money(amount=Decimal(3672)),
        deduction=Money(amount=Decimal(3672)),
        net=Money(amount=Decimal("8568.5")),
    )
    return replace(paid, **changes)


@pytest.mark.parametrize(
    ("told", "word", "sentence"),
    [
        (
            outcome(Result.GIVEN),
            "Lämnad",
            "Uppgifterna nedan står i Försäkringskassans utdrag från 2026-11-23.",
        ),
        (
            outcome(Result.NOTHING_REGISTERED, "PM:AP"),
            "Inga uppgifter registrerade hos Pensionsmyndigheten per 2026-11-23",
            "Utdraget är läst och innehåller inget om detta för perioden. "
            "Personen kan få ersättning från någon annan.",
        ),
        (
            outcome(Result.NOT_CHECKED, reason="saknas"),
            "Kunde inte kontrolleras. Betyder inte att inkomst saknas.",
            "Försäkringskassans utdrag gick inte att läsa: saknas. "
            "Fråga igen senare. Räkna det inte som noll.",
        ),
        (
            outcome(Result.NOT_PERMITTED),
            "Ingår inte i det ni får fråga om för ändamålet",
            "Gäller avtal och ändamål, inte personen. Svaret säger inte om uppgiften finns.",
        ),
        (
            outcome(Result.WITHHELD),
            "Uppgifterna lämnas inte ut här",
            "Vänd dig till den som har särskild behörighet hos er.",
        ),
        (
            outcome(Result.GIVEN, reason="narstaende_ej_kontrollerade"),
            "Lämnad",
            "Uppgifterna nedan står i Försäkringskassans utdrag från 2026-11-23. "
            "Närstående kunde inte kontrolleras och är utelämnade.",
        ),
    ],
)
def test_each_result_has_its_words(told, word, sentence):
    state = State.UNAVAILABLE if told.result is Result.NOT_CHECKED else State.OK
    parts = (part(Agency.FK, state), part(Agency.PM))
    (found,) = view(answer(outcomes=(told,), parts=parts)).findings
    assert (found.word, found.sentence) == (word, sentence)
    assert [(one.label, one.value) for one in found.groups] == [("Beslut", told.name)]


def test_each_result_has_its_own_look():
    told = answer(outcomes=tuple(outcome(one) for one in Result))
    kinds = [one.kind for one in view(told).findings]
    assert kinds == ["unchecked", "withheld", "given", "nothing", "closed"]


def test_the_same_words_of_two_agencies_stand_apart_and_of_agreement_together():
    nothing = [outcome(Result.NOTHING_REGISTERED, one) for one in ("FK:SJP", "PM:AP")]
    assert len(view(answer(outcomes=tuple(nothing))).findings) == 2
    closed = [outcome(Result.NOT_PERMITTED, one) for one in ("FK:SJP", "PM:AP")]
    (one,) = view(answer(outcomes=tuple(closed))).findings
    assert one.groups[0].value == "Sjukpenning, Allmän pension"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.OK, "Försäkringskassans utdrag är från 2026-11-23 04.12."),
        (State.UNAVAILABLE, "Försäkringskassans utdrag saknas."),
        (State.FAULTY, "Försäkringskassans utdrag är för gammalt."),
        (State.CLOSED, "Försäkringskassans utdrag är stängt."),
    ],
)
def test_each_extract_says_from_when_it_is_or_why_not(state, told):
    found = view(answer(parts=(part(Agency.FK, state), part(Agency.PM)))).extracts[0]
    assert found.text == told
    assert found.read is (state is State.OK)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("sekretessmarkering", "Sekretessmarkering"),
        ("skyddad-folkbokforing", "Skyddad folkbokföring"),
        (None, "Slaget framgår inte av utdraget"),
    ],
)
def test_with_the_right_the_notice_is_one_of_three(kind, told):
    found = view(answer(notice=True, protection=Protection.SET, protection_kind=kind)).notice
    assert found is not None
    assert found.heading == "Personen har skyddade personuppgifter."
    assert found.kind == told


def test_without_the_right_nothing_tells_why():
    shown = view(answer(outcomes=(outcome(Result.WITHHELD),)))
    assert shown.notice is None
    for word in ("skydd", "sekretess", "spärr"):
        assert word not in shown.text.lower()
        assert word not in repr(shown).replace("Protection", "").lower()


def test_unknown_protection_has_the_same_words_for_everyone():
    told = view(answer(protection=Protection.UNKNOWN))
    assert told.covered == (
        "Vissa personuppgifter kunde inte kontrolleras och är utelämnade: "
        "adress, kommun, arbetsgivare, närstående."
    )
    assert told.covered in told.text
    assert not view().covered


def test_a_replaced_number_is_told_by_the_present_one():
    told = view(answer(present="194406098824"))
    assert told.record.number == "19440609-8824"
    assert (
        told.replaced
        == "Personen har ett nytt nummer. Svaret gäller 19440609-8824. Rätta i ert ärende."
    )
    assert "19880813-2388" not in told.text


def test_the_record_says_who_when_for_what_and_until_when():
    record = view().record
    assert record.answered == (
        "Besvarat 2026-11-23 16.30 för Ekonomiskt bistånd, ärende EB-2026-17. Referens K7QF-3M2P."
    )
    assert record.printed == (
        "Utskrift av svar: frågad av Hanna Handläggare, Socialnämnden i Exempelby, 2026-11-23 "
        "16.30, ändamål Ekonomiskt bistånd, ärende EB-2026-17."
    )
    assert record.until == "Svaret kan läsas till 16.45"
    assert "ärende" not in view(case="").record.answered


def test_a_payment_in_swedish_and_in_english():
    (row,) = view(answer(payments=(payment(),))).sections[0].tables[0].rows
    assert [plain(one.text) for one in row.cells] == [
        "2026-10-26",
        "Sjukpenning",
        "2026-09-26–2026-10-25",
        "12 240,50 kr",
        "3 672 kr",
        "3 672 kr",
        "8 568,50 kr",
    ]
    with translation.override("en"):
        (row,) = view(answer(payments=(payment(),))).sections[0].tables[0].rows
    assert plain(row.cells[1].text) == "Sickness benefit"
    assert plain(row.cells[6].text) == "SEK 8,568.50"


def test_missing_amounts_are_words_and_never_nothing():
    bare = payment(gross=None, tax=None, deduction=None, net=None, date=None, period=None)
    (row,) = view(answer(payments=(bare,))).sections[0].tables[0].rows
    assert [one.text for one in row.cells[3:]] == ["Inget belopp i utdraget"] * 4
    assert row.cells[0].text == "Ingen dag i utdraget"
    assert row.cells[2].text == "Ingen period i utdraget"


def test_a_payment_cut_to_what_may_be_told_says_that_its_sum_is_not_there():
    cut = payment(whole=False, gross=None, tax=None, deduction=None, net=None)
    table = view(answer(payments=(cut,))).sections[0].tables[0]
    last = table.rows[0].cells[-1]
    assert last.text.startswith("Beloppet för hela utbetalningen ingår inte i svaret.")
    assert sum(one.span for one in table.rows[0].cells) == len(table.heads)


def test_paid_comes_latest_first_and_planned_next_first():
    days = ("2026-09-26", "2026-11-26", "2026-10-26")
    told = answer(
        payments=tuple(payment(date=day, effected=one) for one in (True, False) for day in days)
    )
    paid, planned = view(told).sections[0].tables
    assert paid.caption == "Utbetalda"
    assert planned.caption == "Planerade utbetalningar"
    assert [one.cells[0].text for one in paid.rows] == sorted(days, reverse=True)
    assert [one.cells[0].text for one in planned.rows] == sorted(days)


def test_an_unexplained_deduction_is_an_unknown_code():
    row = PaymentRow(
        benefit=None, kind=Code(code="QX", name="QX"), deduction=Money(amount=Decimal(53))
    )
    (told,) = view(answer(payments=(payment(rows=(row,)),))).sections[0].tables[0].rows
    (grid,) = told.details.grids
    assert [plain(one.text) for one in grid.rows[0]] == ["okänd kod QX", "53 kr"]


@pytest.mark.parametrize(
    ("status", "outcome_code", "cell"),
    [
        (Code(code="SLUTLIGT", name="Slutligt"), Code(code="BEVILJAN", name="Beviljat"), ("Beviljat", "Slutligt beslut")),
        (Code(code="INTERIMISTISKT", name="Interimistiskt"), Code(code="BIFALL", name="Bifall"), ("Beviljat", "Tillfälligt beslut")),
        (Code(code="PRELIMINART", name="Preliminärt beslut"), None, ("Preliminärt beslut", "")),
        (None, Code(code="AVSLAG", name="Avslag"), ("Avslag", "")),
        (None, Code(code="5", name="AVSLAG"), ("Avslag", "")),
        (None, Code(code="5", name="AVVISNING"), ("Avvisat", "")),
        (None, None, ("", "")),
    ],
)  # fmt: skip
def test_a_decision_in_the_words_of_pages(status, outcome_code, cell):
    decision = Decision(
        agency=Agency.FK,
        group="FK:SJP",
        name="Sjukpenning",
        decided="2026-11-23",
        status=status,
        outcome=outcome_code,
    )
    (row,) = view(answer(decisions=(decision,))).sections[0].tables[0].rows
    assert (row.cells[3].text, row.cells[3].note) == cell
    assert row.cells[5].text == "Inget belopp i utdraget"


def test_a_decided_amount_says_how_often():
    decision = Decision(
        agency=Agency.PM,
        group="PM:AP",
        name="Allmän pension",
        kind=Code(code="PM:GARP", name="Garantipension"),
        amount=Money(amount=Decimal(4353), frequency="MANAD"),
        extent=Decimal("0.5"),
        period=Loose(first="2026-04", last=None),
        basis={"garp": {"antal40delar": 40, "ylAvdrag": 1200}, "okantFalt": True},
    )
    (row,) = view(answer(decisions=(decision,))).sections[0].tables[0].rows
    assert plain(row.cells[5].text) == "4 353 kr per månad"
    assert plain(row.cells[4].text) == "50 %"
    assert row.cells[2].text == "från och med 2026-04"
    assert (row.cells[1].text, row.cells[1].note) == ("Garantipension", "Allmän pension")
    basis, unknown = row.details.lines
    assert [(one.label, plain(one.value)) for one in basis.lines] == [
        ("Antal fyrtiondelar", "40"),
        ("Avdrag för yrkesskadelivränta", "1 200 kr"),
    ]
    assert (unknown.label, unknown.value) == ("okantFalt", "Ja")


def test_days_become_a_small_table():
    days = tuple(
        {"dag": f"2026-01-0{day}", "bruttobelopp": Money(amount=Decimal(816))} for day in (1, 2)
    )
    decision = Decision(
        agency=Agency.FK, group="FK:SJP", name="Sjukpenning", basis={"ersattningsdagar": days}
    )
    (row,) = view(answer(decisions=(decision,))).sections[0].tables[0].rows
    assert row.cells[5].text == "Se uppgifterna"
    (grid,) = row.details.grids
    assert grid.caption == "Ersättningsdagar"
    assert [[plain(cell.text) for cell in one] for one in grid.rows] == [
        ["2026-01-01", "816 kr"],
        ["2026-01-02", "816 kr"],
    ]


def test_the_person_s_facts_come_first_and_the_rest_is_folded():
    person = {
        "barn": ({"personnummer": "201705132387", "namn": "Molly Testsson"},),
        "namn": "Alva Testsson",
        "avled": ("2026-11",),
        "adress": (
            {"utdelningadress": ("Exempelvägen 1",), "postnummer": "99999", "postort": "Orten"},
        ),
        "samhorig": {"namn": "Gösta Provman", "foddes": "1946-05-07"},
    }
    told = view(answer(person=person))
    assert [(one.label, one.value) for one in told.facts] == [
        ("Namn", "Alva Testsson"),
        ("Avliden", "2026-11"),
        ("Adress", "Exempelvägen 1, 99999 Orten"),
    ]
    assert [(one.label, one.value) for one in told.person.lines] == [
        ("Barn", "Molly Testsson, 20170513-2387"),
        ("Make, maka eller registrerad partner", "Gösta Provman, född 1946-05-07"),
    ]


def test_the_text_says_that_it_holds_personal_data_and_carries_all():
    told = answer(
        outcomes=(outcome(Result.GIVEN),), payments=(payment(),), person={"namn": "Alva Testsson"}
    )
    text = plain(view(told).text)
    assert text.splitlines()[:2] == [
        "Svar om 19880813-2388",
        "Texten innehåller personuppgifter. Förvara och förstör enligt era rutiner.",
    ]
    for words in (
        "Försäkringskassans utdrag är från 2026-11-23 04.12.",
        "Namn: Alva Testsson",
        "FÖRSÄKRINGSKASSAN: UTBETALDA",
        "Netto: 8 568,50 kr",
        "Skatten ingår i avdraget.",
    ):
        assert words in text
