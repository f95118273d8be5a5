"""What is said of the groups is held to the contract: a file that contradicts it or itself is refused."""

from importlib.resources import files

import pytest

from lookups.catalogue import contract, described, lists
from lookups.catalogue.described import Care
from lookups.catalogue.errors import Inconsistent

TEXT = (files("lookups.catalogue") / "data" / described.FILE).read_text(encoding="utf-8")
SJP = 'code = "FK:SJP"\nsv = "Sjukpenning"\n'


def changed(old, new):
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_every_group_list_and_kind_of_the_contract_is_described():
    told = described.read(TEXT)
    assert len(told.group) == 27 + 5 + 3 + 3
    assert set(lists.FK_LISTS) | described.closed() | set(lists.FK_PAYMENT_LISTS) == set(
        contract.types()["Formansinformation"]
    )
    kinds = {one.code for group in told.group for one in group.kind}
    assert contract.codes("PmFormanBeslutadErsattningTypKod") <= kinds


def test_how_care_fees_treat_it_is_told_of_each_group():
    care = {one.code: one.care for one in described.groups()}
    assert (care["FK:SJP"], care["FK:BOB"], care["FK:ABB"]) == (
        Care.COUNTS,
        Care.HOUSING,
        Care.EXCLUDED,
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (SJP, SJP.replace("SJP", "XXX"), "FK:XXX: no such group in the contract"),
        (SJP, SJP.replace("SJP", "XXX"), "FK:SJP: group missing"),
        (SJP, SJP.replace("SJP", "FP"), "FK:FP: group told 2 times"),
        (SJP, SJP.replace("Sjukpenning", " "), "FK:SJP: sv is empty"),
        ('"sjukpenningarende"', '"sjukpengarende"', "sjukpengarende: no such list"),
        ('"sjukpenningarende"', '"bostadsbidragsarende"', "bostadsbidragsarende: list told 2"),
        ('"intjanandebehallning", ', "", "intjanandebehallning: list missing"),
        ("since = 1997-01-01, until = 2017", "since = 2018-01-01, until = 2017", "ends before"),
        ('code = "PM:IPT"', 'code = "PM:IPX"', "PM:IPX: no such kind of compensation"),
        ('code = "PM:IPT"', 'code = "PM:IP"', "PM:IP: kind of compensation told 2 times"),
        ('"VardbidragBeslut.ersattning"', '"VardbidragBeslut.slag"', "slag 1: no such table"),
        ('care = "housing"', 'care = "perhaps"', "perhaps"),
        ("ours = true", "our = true", "our"),
        ('member = "levnadsintyg"', 'member = "intyg"', "intyg: no such member"),
        ("by_item = true", 'lists = ["skatteuppgift"]', "PM:AP: by_item"),
        ('care_en = "Preliminary: may be reclaimed"\n', "", "FK:BOB: care_sv and care_en"),
        ("[[group]]", "[[group", ""),
    ],
)
def test_an_inconsistent_file_is_refused_with_its_place(old, new, fault):
    with pytest.raises(Inconsistent) as refused:
        described.read(changed(old, new))
    assert described.FILE in str(refused.value)
    assert fault in str(refused.value)


def test_a_law_that_holds_twice_at_once_is_refused():
    law = '{ text = "12 kap. socialförsäkringsbalken (2010:110)", since = 2011-01-01 },'
    with pytest.raises(Inconsistent, match=r"FK:FP: law 12 kap.*overlap"):
        described.read(changed(law, f"{law}\n  {law}"))
