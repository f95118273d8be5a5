"""The purposes as data: what the law is read to allow, and each fault of the file told by its place."""

from datetime import date

import pytest

from lookups.catalogue import purposes as catalogue
from lookups.catalogue.errors import Inconsistent
from lookups.catalogue.model import Klass
from lookups.catalogue.purposes import read

PURPOSES = {one.code: one for one in catalogue.purposes()}
PAID = {"utbetalningar", "preliminaraUtbetalningar"}
WHOLE = """
[sets]
pm = ["PM:AP", "PM:BTI"]
[[purpose]]
code = "prov"
name = "Prov"
english = "Trial"
parties = "Provare"
kinds = ["kommun"]
months = 12
case = true
caseworker = false
consent = false
law = [
  { text = "ny lag", since = 2020-01-01 },
  { text = "gammal lag", since = 2010-01-01, until = 2019-12-31 },
]
[purpose.groups]
beslut = ["pm", "FK:FP"]
[[purpose.left_out]]
classes = ["beslut"]
groups = ["FK:FP"]
fields = ["barn"]
"""


def test_the_first_purpose_leaves_out_what_municipalities_have_no_ground_for():
    told = {group for _, group in PURPOSES["ekonomiskt-bistand"].groups}
    assert not {"FK:SGI", "PM:PBH", "PM:PU"} & told
    assert {"FK:SJP", "FK:GEPI", "PM:AP", "PM:LINT"} <= told
    assert len(told) == 27 + 3 + 5


def test_fees_are_told_nothing_of_children_or_illness():
    told = {group for _, group in PURPOSES["avgift-aldreomsorg"].groups}
    assert told == {"FK:SA", "FK:BTI", "FK:BOB", "PM:AP", "PM:BTI", "PM:EF"}


def test_what_is_asked_for_the_sake_of_care_fees_says_so():
    assert {code for code, one in PURPOSES.items() if one.care_fees} == {"avgift-aldreomsorg"}
    with pytest.raises(Inconsistent, match="prov: care_fees is to be a bool"):
        read(WHOLE.replace("consent = false", 'consent = false\ncare_fees = "ja"'))


def test_of_payments_the_payer_is_told_for_attachment_and_left_out_for_taxation():
    attachment, tax = PURPOSES["utmatning"].groups, PURPOSES["beskattning"].groups
    assert {klass for klass, _ in attachment} == PAID
    for key, left in attachment.items():
        assert "foretag" not in left
        assert ("foretag" in tax[key]) == key[1].startswith("FK:")


@pytest.mark.parametrize("code", ["studiestod", "arbetsmarknadsprogram", "dagersattning-asyl"])
def test_what_needs_no_amounts_is_told_none(code):
    for (klass, group), left in PURPOSES[code].groups.items():
        amounts = {
            name
            for one in catalogue.services.listings(group, Klass(klass))
            for owner, name in catalogue.services.reachable(one.kind)
            if catalogue.contract.types()[owner][name].kind in {"Belopp", "PmFormanBeslutatBelopp"}
        }
        inside = {"bruttobelopp", "ersattningsbelopp", "karensavdragsbelopp", "belopp"}  # of days
        basis = {"reduceradBostadskostnad", "totalBostadskostnad", "inkomster"}  # of `underlag`
        assert amounts - set(left) - inside - basis == set(), (klass, group)
        if amounts & inside:
            assert {"ersattningsdagar", "beslutatBelopp", "underlag"} & set(left), (klass, group)


@pytest.mark.parametrize(
    ("codes", "group", "fields"),
    [
        # Some kinds of measures are for people with a disability; a waiting day is a matter of money.
        (
            ["studiestod", "arbetsmarknadsprogram", "dagersattning-asyl"],
            "FK:PROG",
            {"atgardstyp", "karens"},
        ),
        (
            [
                *("studiestod", "arbetsmarknadsprogram", "arbetsloshetsersattning"),
                *("dagersattning-asyl", "forsakring-samordning"),
            ],
            "FK:SJP",
            {"karens", "ersattningsniva"},
        ),
        (["forsakring-samordning"], "FK:RBE", {"karens", "ersattningsniva"}),
        # What somebody asked for and was not given.
        (["studiestod", "arbetsloshetsersattning"], "FK:FP", {"anspraksdagar", "barn"}),
        # Why, and when, somebody was hurt.
        (["forsakring-samordning"], "FK:AS", {"orsak", "skadetillfalle"}),
        (["forsakring-samordning"], "FK:YL", {"orsak", "skadetillfalle"}),
        # Where a placed child lives.
        (["ekonomiskt-bistand"], "FK:MABB", {"institutionsplacering"}),
    ],
)
def test_what_a_purpose_does_not_need_is_left_out(codes, group, fields):
    for code in codes:
        assert fields <= set(PURPOSES[code].groups["beslut", group]), code


def test_what_rests_on_consent_says_so():
    assert {code for code, one in PURPOSES.items() if one.consent} == {
        "forsakring-risk",
        "pensionsprognos",
        "skadereglering",
        "finansiell-samordning",
    }


def test_each_purpose_has_a_law_today_and_the_old_one_stands_beside_the_new():
    for one in PURPOSES.values():
        assert one.laws[-1].until is None, one.code
    old, new = PURPOSES["arbetsloshetsersattning"].laws
    assert (old.until, new.since) == (date(2025, 9, 30), date(2025, 10, 1))
    assert "1997:238" in old.text
    assert "2024:506" in new.text


def test_a_file_is_read_with_its_sets_and_laws_in_order():
    (told,) = read(WHOLE)
    assert [one.text for one in told.laws] == ["gammal lag", "ny lag"]
    assert told.groups == {
        ("beslut", "PM:AP"): (),
        ("beslut", "PM:BTI"): (),
        ("beslut", "FK:FP"): ("barn",),
    }


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('beslut = ["pm", "FK:FP"]', 'belsut = ["FK:FP"]', "belsut is no information class"),
        ('"FK:FP"]\n[[', '"FK:QX"]\n[[', "prov, beslut: FK:QX is no group of the class"),
        ('"pm", "FK:FP"', '"FK:FP", "pm", "PM:AP"', "prov, beslut: a group twice: PM:AP"),
        ('fields = ["barn"]', 'fields = ["bran"]', "prov, left out, beslut FK:FP: bran is never"),
        ('fields = ["barn"]', 'fields = ["barn", "barn"]', "left out, beslut FK:FP: barn twice"),
        ('groups = ["FK:FP"]', 'groups = ["FK:SJP"]', "beslut FK:SJP: is not in the purpose"),
        ("2019-12-31", "2020-01-01", "prov, ny lag: overlaps gammal lag"),
        (", until = 2019-12-31", "", "prov, ny lag: overlaps gammal lag"),
        ("2019-12-31", "2009-12-31", "prov, gammal lag: ends before it begins"),
        ('beslut = ["pm", "FK:FP"]', "", "prov: no groups"),
        ("months = 12", "months = 121", "prov: 121 months"),
        ("months = 12", "months = true", "prov: months is to be a int"),
        ('kinds = ["kommun"]', "", "prov: no kinds of organisations"),
        ('["kommun"]', '["komun"]', "prov: no kind of organisation: komun"),
        ('["kommun"]', '["kommun", "kommun"]', "prov: a kind twice: kommun"),
        ('english = "Trial"', "", "prov: english is to be a str"),
        ("consent = false", "consent = false\ndelas = true", "prov: unknown: delas"),
        ("[sets]", "[set]", "the file: unknown: set"),
        ("months = 12", "months =", "the file"),
    ],
)
def test_a_faulty_file_is_refused_by_its_place(was, becomes, told):
    assert was in WHOLE
    with pytest.raises(Inconsistent, match=told):
        read(WHOLE.replace(was, becomes))


def test_a_purpose_without_law_is_refused():
    start, end = WHOLE.index("law = ["), WHOLE.index("[purpose.groups]")
    with pytest.raises(Inconsistent, match="prov: no law"):
        read(WHOLE[:start] + WHOLE[end:])


def test_a_purpose_stands_once():
    with pytest.raises(Inconsistent, match="the same code twice: prov"):
        read(WHOLE + WHOLE.split('[sets]\npm = ["PM:AP", "PM:BTI"]')[1])
