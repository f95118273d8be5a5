"""Everybody reads what the agencies release: each type by its own address, whole, in both languages."""

import re

import pytest
from django.conf import settings

from lookups.catalogue import codes, contract, described
from lookups.catalogue import services as catalogue
from lookups.catalogue.model import Agency

pytestmark = pytest.mark.django_db

CODES = sorted(one.code for one in described.groups())
ENTITY = {"&#x27;": "'", "&amp;": "&", "&quot;": '"'}


def page(client, path, *, language=""):
    if language:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(f"/hjalp/{path}")
    assert answer.status_code == 200
    text = answer.text
    for written, meant in ENTITY.items():
        text = text.replace(written, meant)
    return text


def address(code):
    return "beskrivning/" + code.replace(":", "/") + "/"


def test_the_help_leads_to_every_type(client):
    assert "/hjalp/beskrivning/" in page(client, "")
    index = page(client, "beskrivning/")
    for code in CODES:
        assert f'href="/hjalp/{address(code)}"' in index
        assert f"({code})" in index


@pytest.mark.parametrize("code", CODES)
def test_a_type_has_an_address_of_its_own_with_all_that_is_said_of_it(client, code):
    told = next(one for one in described.groups() if one.code == code)
    shown = page(client, address(code))
    assert f"<h1>{told.sv} ({code})</h1>" in shown
    assert told.about_sv in shown
    for law in told.law:
        assert f"{law.text} (från och med {law.since}" in shown
    shown_fields = set(re.findall(r"<code>([\w.]+)</code>", shown))
    leaves = {path.rpartition(".")[2] for path in shown_fields}
    assert bool(leaves) is any(
        catalogue.listings(code, klass) for klass in catalogue.entries()[code].classes
    )


@pytest.mark.parametrize("agency", list(Agency))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_of_an_agency_stands_on_one_page_in_both_languages(client, agency, language):
    shown = page(client, f"beskrivning/{agency}/", language=language)
    for one in described.groups():
        if one.code.startswith(agency):
            assert f'id="{one.code.replace(":", "-")}"' in shown
            assert (one.about_en if language == "en" else one.about_sv) in shown


@pytest.mark.parametrize(
    ("language", "names"), [("sv", codes.tables), ("en", codes.english_tables)]
)
def test_every_code_that_a_type_uses_is_on_its_page(client, language, names):
    pages = {agency: page(client, f"beskrivning/{agency}/", language=language) for agency in Agency}
    for code, entry in catalogue.entries().items():
        for klass in entry.classes:
            for table in catalogue.tables(code, klass):
                for name in names()[table].values():
                    assert name in pages[entry.agency], (code, table, name)


def test_a_kind_of_compensation_tells_how_care_fees_treat_it(client):
    shown = page(client, address("PM:BTI"))
    assert re.search(r"PM:AFS</th>.*?Räknas som inkomst", shown, re.DOTALL)
    assert re.search(r"PM:BT</th>.*?Räknas obeskattat", shown, re.DOTALL)
    assert "PM:GARP" not in shown.partition("Koder")[2].partition("</table>")[0]


def test_when_a_code_held_is_told(client):
    assert "till och med 2008-07-01" in page(client, address("FK:YL"))


def test_a_name_that_is_our_reading_says_so(client):
    ours = "Namnet är vår läsning av koden"
    assert ours in page(client, address("FK:AS"))
    assert ours not in page(client, address("FK:SJP"))


@pytest.mark.parametrize(
    "path", ["beskrivning/XX/", "beskrivning/FK/XXX/", "beskrivning/PM/SJP/", "beskrivning/fk/"]
)
def test_what_the_contract_does_not_have_has_no_page(client, path):
    assert client.get(f"/hjalp/{path}").status_code == 404


def test_every_list_that_a_code_opens_is_described_once_on_its_agencys_page(client):
    shown = page(client, "beskrivning/FK/")
    opened = set(contract.types()["Formansinformation"]) - described.closed()
    said = re.findall(r"<caption>[^<]+: ([\w, ]+)</caption>", shown)
    captions = [name for one in said for name in one.split(", ")]
    assert {one for one in captions if one in opened} == opened
    assert all(captions.count(name) == 1 for name in opened)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "sv",
            (
                "Underhållsstöd, betalningsskyldig: underhallsstodskrav",
                "Skuld för underhållsstöd: underhallsskuld",
                "Steglös avräkning, nuläge: sjukOchAktivitetsersattningSteglosAvrakningNulage",
                "Normalnivå (publicerat som: Förebyggande sjukpenning)",
            ),
        ),
        (
            "en",
            (
                "Maintenance support, receiving: underhallsstodsmottag",
                "Debt for maintenance support: underhallsskuld",
                "Stepless deduction, present: sjukOchAktivitetsersattningSteglosAvrakningNulage",
            ),
        ),
    ],
)
def test_a_list_is_headed_by_what_its_rows_are_called(client, language, names):
    shown = page(client, "beskrivning/FK/", language=language)
    for name in names:
        assert name in shown
    assert "Beslut: underhallsskuld" not in shown
