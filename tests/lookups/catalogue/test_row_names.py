"""Each list that a group opens names its rows in both languages: what is paid is never told as what is received."""

from lookups.catalogue import services as catalogue
from lookups.catalogue.contract import types
from lookups.catalogue.groups import NAMES
from lookups.catalogue.lists import FK_CLOSED_LISTS
from lookups.catalogue.model import Payments


def test_every_list_that_a_group_opens_has_a_name_in_both_languages_of_its_own_in_the_group():
    told = set()
    for code, entry in catalogue.entries().items():
        names = {
            each.name: catalogue.row_names(code, each.name)
            for each in entry.lists
            if not isinstance(each.form, Payments)
        }
        for language in (0, 1):
            said = [one[language] for one in names.values()]
            assert all(one.strip() for one in said), code
            if entry.agency == "FK":
                assert len(set(said)) == len(said), (code, said)
        told.update(each.name for each in entry.lists)
    assert told >= set(types()["Formansinformation"]) - FK_CLOSED_LISTS


def test_a_group_of_several_lists_tells_them_apart_and_one_of_a_single_list_has_its_own_name():
    assert {name: catalogue.row_names("FK:US", name) for name in _lists("FK:US")} == {
        "underhallsskuld": ("Skuld för underhållsstöd", "Debt for maintenance support"),
        "underhallsstodskrav": (
            "Underhållsstöd, betalningsskyldig",
            "Maintenance support, liable to pay",
        ),
        "underhallsstodsmottag": (
            "Underhållsstöd, mottagande",
            "Maintenance support, receiving",
        ),
    }
    assert catalogue.row_names("FK:SJP", "sjukpenningarende") == NAMES["FK:SJP"]
    assert catalogue.row_names("PM:EF", "beslut") == NAMES["PM:EF"]
    assert catalogue.row_names("FK:US", "utbetalningsuppgift") == NAMES["FK:US"]


def test_a_row_of_before_or_of_a_group_that_we_do_not_know_is_named_by_its_group():
    assert catalogue.row_names("FK:US", "") == NAMES["FK:US"]
    assert catalogue.row_names("FK:QX", "qx") == ("FK:QX", "FK:QX")


def _lists(code):
    return [
        one.name for one in catalogue.entries()[code].lists if not isinstance(one.form, Payments)
    ]
