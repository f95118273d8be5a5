"""Where a published name would mislead pages say it clearly, as data; counties have their names."""

import pytest

from lookups.catalogue import code_files, codes, counties
from lookups.catalogue.errors import Inconsistent

SV = "SjukpenningBeslut.ersattningsniva: NORMAL=Normalnivå"


def test_no_level_of_compensation_is_called_another_benefit_on_pages():
    for table in codes.tables():
        if table.endswith(".ersattningsniva"):
            for code, published in codes.tables()[table].items():
                if "förebyggande" in published.lower():
                    for told in codes.shown(code, published):
                        assert "förebyggande" not in told.lower()
                        assert "preventive" not in told.lower()
    assert codes.name("SjukpenningBeslut.ersattningsniva", "NORMAL") == "Förebyggande sjukpenning"


@pytest.mark.parametrize(
    ("swedish", "fault"),
    [
        (SV.replace("NORMAL", "NY"), "SjukpenningBeslut.ersattningsniva: NY: no such code"),
        (
            SV + "\n" + SV.replace("Sjukpenning", "Rehabersattning").replace("nivå", "sats"),
            "RehabersattningBeslut.ersattningsniva: NORMAL: told in two ways",
        ),
    ],
)
def test_what_is_not_published_or_said_in_two_ways_is_refused_by_its_place(swedish, fault):
    with pytest.raises(Inconsistent, match=fault):
        code_files.read_shown(swedish, swedish, code_files.tables())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('"1" = { sv = "Ett", en = "One" }', "1: not two digits"),
        ('"01" = { sv = "Ett" }', "`en`"),
        ('"01" = { sv = "Ett", en = "One", de = "Eins" }', "unknown field"),
    ],
)
def test_a_file_of_counties_is_refused_by_its_place(text, fault):
    with pytest.raises(Inconsistent, match=fault):
        counties.read(text)


def test_there_are_twenty_one_counties():
    told = counties.counties()
    assert len(told) == 21
    assert (told["14"].sv, told["14"].en) == ("Västra Götalands län", "Västra Götaland County")
