"""The answer in words: each result's, each extract's, the record's, and nothing that must not be told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lookups.answers.model import Agency, Protection, Result, State
from lookups.online.present import present
from lookups.online.present.narrowing import Narrowing
from tests.lookups.online.answers import AT, answer, outcome, part, payment, plain, told_of, view


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
            (
                "Utdraget är läst och innehåller inget om detta för perioden. "
                "Personen kan få ersättning från någon annan."
            ),
        ),
        (
            outcome(Result.NOT_CHECKED, reason="saknas"),
            "Kunde inte kontrolleras. Betyder inte att inkomst saknas.",
            (
                "Försäkringskassans utdrag gick inte att läsa: saknas. "
                "Fråga igen senare. Räkna det inte som noll."
            ),
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
            (
                "Uppgifterna nedan står i Försäkringskassans utdrag från 2026-11-23. "
                "Närstående kunde inte kontrolleras och är utelämnade."
            ),
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
    ("results", "state", "told"),
    [
        ((Result.GIVEN, Result.NOTHING_REGISTERED), State.OK, "har lämnat uppgifter."),
        ((Result.NOTHING_REGISTERED,), State.OK, "Inget är registrerat hos Försäkringskassan"),
        (
            (Result.NOT_CHECKED,),
            State.FAULTY,
            "kunde inte svara. Det betyder inte att inget finns.",
        ),
        ((Result.NOT_PERMITTED,), State.OK, ""),
        ((Result.WITHHELD,), State.OK, ""),
    ],
)
def test_one_sentence_says_what_became_of_the_question_at_an_agency(results, state, told):
    outcomes = tuple(outcome(one) for one in results)
    found = view(answer(outcomes=outcomes, parts=(part(Agency.FK, state), part(Agency.PM))))
    assert told in found.extracts[0].told
    assert bool(found.extracts[0].told) is bool(told)
    assert found.extracts[1].told == ""


@pytest.mark.parametrize(
    ("at", "on", "aged"),
    [
        (AT, None, 0),
        (AT, date(2026, 12, 23), 0),
        (AT, date(2027, 1, 1), 2),
        (datetime(2027, 1, 3, 9, tzinfo=UTC), None, 2),
        (datetime(2027, 1, 3, 9, tzinfo=UTC), date(2026, 12, 31), 2),
    ],
)
def test_an_extract_from_before_the_new_year_s_amounts_says_so(at, on, aged):
    told = present(
        replace(told_of(answer()), at=at),
        asked_by="",
        organisation="",
        until=None,
        narrowing=Narrowing(on=on),
    )
    assert len(told.aged) == aged
    for one in told.aged:
        assert one.endswith("Beloppen gäller 2026 och räknas om 2027-01-01.")
        assert one in told.text


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
        ("Närstående", "Gösta Provman, född 1946-05-07"),
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
