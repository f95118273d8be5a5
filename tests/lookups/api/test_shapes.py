"""An answer on the wire: codes with names, money as text, lists that are always lists, and protection said to few."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from lookups.answers.model import (
    Agency,
    Answer,
    Claim,
    Code,
    Decision,
    Klass,
    Loose,
    Money,
    Other,
    Outcome,
    Part,
    Payment,
    PaymentRow,
    Period,
    Protection,
    Result,
    State,
)
from lookups.api.v10.shapes import answer_shape
from lookups.api.v10.version import api
from lookups.online.model import Told
from portal.api import wire
from tests.schemas import hold_to_schema

ROW = {"agency": Agency.PM, "group": "PM:BTI", "name": "Bostadstillägg"}
EMPTY = Answer(
    number="198808132388",
    present=None,
    parts=(
        Part(
            agency=Agency.FK,
            state=State.OK,
            extract=UUID(int=7),
            made=datetime(2026, 11, 25, 3, 0, tzinfo=UTC),
        ),
        Part(agency=Agency.PM, state=State.UNAVAILABLE, extract=None, made=None),
    ),
    outcomes=(
        Outcome(
            klass=Klass.PRELIMINARY,
            group="FK:SJP",
            name="Sjukpenning",
            agency=Agency.FK,
            result=Result.NOT_CHECKED,
            reason="saknas",
        ),
    ),
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


def shaped(**changes):
    told = Told(
        answer=replace(EMPTY, **changes),
        disclosure=UUID(int=9),
        reference="K7QF-3M2P",
        at=datetime(2026, 11, 25, 14, 20, 7, 412_900, tzinfo=UTC),
        purpose="Bistånd",
        purpose_code="bistand",
        case="EB-1",
        period=Period(first=date(2025, 11, 25), last=date(2026, 12, 25)),
    )
    on_the_wire = wire.read(wire.answer(answer_shape(told)).content)
    hold_to_schema(api.description_document, "AnswerOut", on_the_wire)
    return on_the_wire


def test_an_empty_answer_still_says_what_became_of_each_group():
    assert shaped() == {
        "fragaId": "00000000-0000-0000-0000-000000000009",
        "besvaradTid": "2026-11-25T14:20:07.412Z",
        "personnummer": "198808132388",
        "period": {"from": "2025-11-25", "tom": "2026-12-25"},
        "skydd": {"kontrollerat": True, "skyddad": None, "slag": None},
        "utlamnare": [
            {
                "kod": "FK",
                "namn": "Försäkringskassan",
                "tillstand": "OK",
                "utdragId": "00000000-0000-0000-0000-000000000007",
                "utdragSkapat": "2026-11-25T03:00:00.000Z",
            },
            {
                "kod": "PM",
                "namn": "Pensionsmyndigheten",
                "tillstand": "OTILLGANGLIG",
                "utdragId": None,
                "utdragSkapat": None,
            },
        ],
        "uppgifter": [
            {
                "klass": "preliminaraUtbetalningar",
                "grupp": "FK:SJP",
                "namn": "Sjukpenning",
                "resultat": "KUNDE_INTE_KONTROLLERAS",
                "orsak": "saknas",
            }
        ],
        "person": None,
        "beslut": [],
        "ansprak": [],
        "utbetalningar": [],
        "ovrigt": [],
    }


def test_a_replaced_number_is_said_with_the_present_one():
    assert shaped(present="198808142387")["aktuelltPersonnummer"] == "198808142387"


@pytest.mark.parametrize(
    ("known", "kind", "notice", "skydd"),
    [
        (Protection.SET, None, False, {"kontrollerat": True, "skyddad": None, "slag": None}),
        (
            Protection.SET,
            "sekretessmarkering",
            False,
            {"kontrollerat": True, "skyddad": None, "slag": None},
        ),
        (Protection.SET, None, True, {"kontrollerat": True, "skyddad": True, "slag": None}),
        (
            Protection.SET,
            "sekretessmarkering",
            True,
            {
                "kontrollerat": True,
                "skyddad": True,
                "slag": {"kod": "sekretessmarkering", "namn": "Sekretessmarkering"},
            },
        ),
        (Protection.UNKNOWN, None, False, {"kontrollerat": False, "skyddad": None, "slag": None}),
    ],
)
def test_protection_is_said_to_who_has_the_right_alone(known, kind, notice, skydd):
    assert shaped(protection=known, protection_kind=kind, notice=notice)["skydd"] == skydd


def test_a_decision():
    decision = Decision(
        **ROW,
        id="B-1",
        decided="2026-10-01",
        status=Code(code="NY_KOD", name="NY_KOD"),
        period=Loose(first="2026-10", last=None),
        amount=Money(amount=Decimal("1.2E+3"), frequency="MANAD"),
        extent=Decimal("0.50"),
        basis={
            "barn": ({"foddes": "2020-01-01"},),
            "inkomst": Money(amount=Decimal("0.10")),
            "andel": Decimal("1E-7"),
            "gift": True,
            "antal": 2,
            "tomt": None,
            "slag": Code(code="1", name="Ett"),
        },
    )
    (told,) = shaped(decisions=(decision,))["beslut"]
    assert told["status"] == {"kod": "NY_KOD", "namn": "NY_KOD"}
    assert told["period"] == {"from": "2026-10", "tom": None}
    assert told["belopp"] == {
        "belopp": "1200",
        "valuta": "SEK",
        "frekvens": {"kod": "MANAD", "namn": "per månad"},
    }
    assert (told["omfattning"], told["utfall"], told["dagar"]) == ("0.50", None, None)
    assert told["underlag"] == {
        "barn": [{"foddes": "2020-01-01"}],
        "inkomst": {"belopp": "0.10", "valuta": "SEK", "frekvens": None},
        "andel": "0.0000001",
        "gift": True,
        "antal": 2,
        "tomt": None,
        "slag": {"kod": "1", "namn": "Ett"},
    }


def test_a_frequency_that_is_not_known_is_passed_on():
    decision = Decision(**ROW, amount=Money(amount=Decimal(1), frequency="VART_TIONDE_AR"))
    (told,) = shaped(decisions=(decision,))["beslut"]
    assert told["belopp"]["frekvens"] == {"kod": "VART_TIONDE_AR", "namn": "VART_TIONDE_AR"}


def test_a_payment_with_its_rows():
    payment = Payment(
        **ROW,
        effected=False,
        date="2026-12-18",
        net=Money(amount=Decimal("5140.50")),
        rows=(PaymentRow(benefit=Code(code="PM:AP", name="Allmän pension"), kind=None, days=3),),
    )
    (told,) = shaped(payments=(payment,))["utbetalningar"]
    assert (told["effektuerad"], told["datum"], told["brutto"]) == (False, "2026-12-18", None)
    assert told["netto"]["belopp"] == "5140.50"
    (row,) = told["rader"]
    assert (row["forman"]["kod"], row["dagar"], row["slag"]) == ("PM:AP", 3, None)


def test_claims_other_information_and_the_person():
    told = shaped(
        claims=(Claim(**ROW, arrived="2026-03-18", period=Loose(first="2026-04-01", last=None)),),
        other=(Other(**ROW, fields={"a": ("b", "c")}),),
        person={"namn": "Alva Testsson", "adress": ({"postort": "Påhittad ort"},)},
    )
    assert told["ansprak"][0]["inkom"] == "2026-03-18"
    assert told["ovrigt"][0]["innehall"] == {"a": ["b", "c"]}
    assert told["person"] == {"namn": "Alva Testsson", "adress": [{"postort": "Påhittad ort"}]}


def test_a_row_says_its_list_and_what_has_to_be_known_of_it():
    widow = {"amount": Money(amount=Decimal(0), frequency="MANAD"), "source": "beslut"}
    ended = Decision(**ROW, **widow, period=Loose(first="2026-04-01", last=None))
    planned = Payment(**ROW, effected=False, date="2026-12-18")
    told = shaped(decisions=(ended,), payments=(planned,), person={"avled": ("2026-10",)})
    assert told["beslut"][0]["lista"] == "beslut"
    assert told["beslut"][0]["anmarkningar"] == [{"kod": "UPPHORT", "text": "Upphörde 2026-03."}]
    assert told["utbetalningar"][0]["lista"] is None
    assert told["utbetalningar"][0]["anmarkningar"] == [
        {"kod": "EFTER_DODSFALL", "text": "Personen är avliden. Betalas inte ut."}
    ]


def test_what_is_paid_by_day_says_so_in_words():
    days = ({"ersattningsbelopp": Money(amount=Decimal(816), frequency="DAG")},)
    told = shaped(decisions=(Decision(**ROW, basis={"ersattningsdagar": days}),))
    assert told["beslut"][0]["underlag"]["ersattningsdagar"][0]["ersattningsbelopp"] == {
        "belopp": "816",
        "valuta": "SEK",
        "frekvens": {"kod": "DAG", "namn": "per dag"},
    }
