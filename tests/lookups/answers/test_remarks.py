"""What has to be said of a row before anybody counts on it: an older copy, an end, a death."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Agency, Code, Decision, Loose
from lookups.answers.remarks import Remark, ended_on, of_decision, of_payment
from tests.lookups.answers.test_stories import story
from tests.lookups.answers.world import GEPI, answer, found, kod, parts, sek

DAY = date(2026, 11, 26)
INGRID, GOSTA, DAGMAR, HJALMAR = "194406098824", "194605076654", "193605319122", "197101019052"
DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))


def said(told):
    """Return the remarks on decisions, by what they are of and where they end."""
    return {
        (one.group, one.kind.code if one.kind else "", one.period.last): of_decision(told, one)
        for one in told.decisions
        if of_decision(told, one)
    }


def granted(kind="PM:IP", amount=1_000, outcome="BIFALL", group="PM:AP", **period):
    """Return a decision of Pensionsmyndigheten's."""
    return {
        "beslutsid": "1",
        "beslutsdatum": "2025-01-01",
        "formansgrupp": kod(group),
        "beslutsstatus": kod("SLUTLIGT"),
        "beslutsutfall": kod(outcome),
        "beslutadErsattning": [
            {
                "ersattningstyp": kod(kind),
                "period": {"from": "2025-01-01", **period},
                "beslutatBelopp": {"belopp": amount, "beloppsfrekvens": kod("MANAD")},
            }
        ],
    }


def read_on(day):
    """Return both agencies' parts, made on a day."""
    return tuple(replace(one, made=datetime.combine(day, time(12), UTC)) for one in parts())


def planned(day):
    return {"datum": str(day), "formansfamilj": {"id": "SJP"}, "nettobelopp": sek(100)}


def copy(fran, till, *, part="TP"):
    """Return Försäkringskassan's copy of a pension."""
    decision = {
        "fattades": "2024-12-12",
        "delforman": {"id": part},
        "period": {"fran": fran, "till": till},
    }
    return {"beslut": [decision]}


def test_the_widows_pension_has_ended_and_the_older_copies_are_told_as_such():
    told = said(story(INGRID, DAY))
    assert told["FK:ET", "ANKEP", "2026-03"] == (Remark.OLDER_COPY,)
    assert told["FK:BTI", "BTI", "2026-03"] == (Remark.OLDER_COPY,)
    assert told["FK:AS", "0", "2026-03"] == (Remark.OLDER_COPY,)
    assert told["PM:EF", "PM:ANKEP", "2026-03-31"] == (Remark.ENDED,)
    assert told["PM:EF", "PM:ANKEP", None] == (Remark.ENDED,)
    assert ("PM:AP", "PM:GARP", None) not in told
    ends = {
        ended_on(one)
        for one in story(INGRID, DAY).decisions
        if one.kind and one.kind.code in ("PM:ANKEP", "PM:ANKEL") and one.agency is Agency.PM
    }
    assert ends == {"2026-03-31"}


def test_what_only_forsakringskassan_has_is_no_copy():
    told = said(story(HJALMAR, DAY, right=True))
    assert not any(Remark.OLDER_COPY in one for one in told.values())


def test_a_dead_persons_open_decisions_do_not_run_and_what_is_planned_is_not_to_come():
    told = story(DAGMAR, DAY)
    open_ones = [
        one for one in told.decisions if one.outcome is None or one.outcome.code != "AVSLAG"
    ]
    assert {of_decision(told, one) for one in open_ones} == {(Remark.OPEN_AT_DEATH,)}
    assert {of_decision(told, one) for one in told.decisions if one not in open_ones} == {()}
    assert {(one.effected, of_payment(told, one)) for one in told.payments} == {
        (True, ()),
        (False, (Remark.AFTER_DEATH,)),
    }


@pytest.mark.parametrize(
    ("kind", "fran", "till", "pension", "copied"),
    [
        ("PM:TP", "2025-01", None, {}, True),
        ("PM:TP", "2025-01", None, {"amount": 0}, True),  # PM says that it is nought
        ("PM:IP", "2025-01", None, {}, False),  # another part of the pension
        ("PM:TP", "2023-01", "2024-12", {}, False),  # before PM's
        ("PM:TP", "2025-01", None, {"outcome": "AVSLAG"}, False),
        ("PM:TP", "2025-01", None, {"group": "PM:EF"}, False),
    ],
)
def test_a_copy_is_of_the_same_part_and_time_as_what_pm_has(kind, fran, till, pension, copied):
    told = answer(
        found(
            fk={"formansinformation": {"allmanpensionsarende": [copy(fran, till)]}},
            pm={"beslut": [granted(kind, **pension)]},
        )
    )
    (one,) = [one for one in told.decisions if one.agency is Agency.FK] or [None]
    assert (one is not None and of_decision(told, one) == (Remark.OLDER_COPY,)) is copied


@given(died=DAYS, paid=DAYS, exactly=st.sampled_from((10, 7)), effected=st.booleans())
def test_a_payment_is_not_to_come_when_it_is_planned_for_a_month_after_the_month_of_death(
    died, paid, exactly, effected
):
    name = "utbetalningsuppgift" if effected else "preliminarautbetalningar"
    person = GEPI | {"avled": [str(died)[:exactly]]}
    told = answer(
        found(
            fk={
                "formansinformation": {"generellPersoninformation": [person], name: [planned(paid)]}
            }
        )
    )
    after = not effected and (paid.year, paid.month) > (died.year, died.month)
    assert [of_payment(told, one) for one in told.payments] in (
        [],  # not in the period asked
        [(Remark.AFTER_DEATH,) if after else ()],
    )


@pytest.mark.parametrize(
    ("avled", "day", "remarks"),
    [
        ([], "2026-12-18", ()),
        (["2025"], "2026-12-18", (Remark.AFTER_DEATH,)),
        (["2026"], "2026-12-18", ()),  # it may have been that month
        (["Datum saknas"], "2026-06-18", ()),  # the extract is of 1 June
        (["Datum saknas"], "2026-07-01", (Remark.AFTER_DEATH,)),
    ],
)
def test_a_death_whose_day_is_not_told_is_no_later_than_the_extract(avled, day, remarks):
    person = GEPI | {"avled": avled}
    told = answer(
        found(
            fk={
                "formansinformation": {
                    "generellPersoninformation": [person],
                    "preliminarautbetalningar": [planned(day)],
                }
            }
        )
    )
    assert [of_payment(told, one) for one in told.payments] == [remarks]


@given(last=DAYS, made=DAYS, whole_month=st.booleans())
def test_a_pms_row_has_ended_when_its_last_day_is_before_the_extracts(last, made, whole_month):
    written = str(last)[:7] if whole_month else str(last)
    told = answer(
        found(
            pm={"beslut": [granted(tom=written)]},
            parts=read_on(made),
        )
    )
    over = (last.year, last.month) < (made.year, made.month) if whole_month else last < made
    for one in told.decisions:
        assert of_decision(told, one) == ((Remark.ENDED,) if over else ())
        assert ended_on(one) == written


@given(first=DAYS)
def test_what_is_decided_at_nought_ended_the_day_before(first):
    told = answer(found(pm={"beslut": [granted(amount=0) | {"beslutsdatum": "2026-01-01"}]}))
    (one,) = told.decisions
    changed = replace(one, period=Loose(first=str(first), last=None))
    assert ended_on(changed) == str(first - timedelta(days=1))


@pytest.mark.parametrize("outcome", ["AVSLAG", "AVVISNING", "AVSKRIVNING"])
@pytest.mark.parametrize("code", ["5", ""])
def test_what_gives_nothing_is_not_open_at_death_however_its_outcome_is_written(outcome, code):
    told = answer(found())
    one = Decision(
        agency=Agency.FK,
        group="FK:MEK",
        name="Merkostnadsersättning",
        outcome=Code(code=code or outcome, name=outcome),
        period=Loose(first="2025-01", last=None),
    )
    dead = replace(told, person={"avled": ("2025-03-01",)})
    assert of_decision(dead, one) == ()
    assert of_decision(dead, replace(one, outcome=None)) == (Remark.OPEN_AT_DEATH,)
