"""The files of a mass query's answers, opened as their readers open them: each row has its line, amounts are equal."""

import csv
import io
import json
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation

from lookups.api.v10.shapes import answer_shape
from lookups.mass import results
from lookups.mass.download_models import Format, Layout, MassDownload, MassPiece
from lookups.mass.downloads import services
from lookups.mass.errors import MassQueryNotThere, NotNow
from lookups.mass.files.model import Fault
from lookups.mass.results import Page
from portal.access.errors import NoSuchRight
from portal.audit.models import Disclosure
from portal.status.errors import OutsideOpeningHours
from portal.tenants.scope import as_administrator, as_jobs
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.lookups.mass.downloads.making import asked, fetched, got, make
from tests.lookups.mass.making import OPEN, asker, call, member, send, work

pytestmark = pytest.mark.django_db(transaction=True)

FREJA = "199106282388"  # protected
HIDDEN = "Lämnas inte ut här"


@pytest.fixture(autouse=True)
def open_now(time_machine):
    time_machine.move_to(OPEN, tick=True)


@pytest.fixture
def registers(tmp_path):
    loaded_extracts(tmp_path)


@pytest.fixture
def anna(registers):
    return asker(member())


def ended(asker, *numbers, **asked):
    query = send(asker, *numbers, **asked).id
    work()
    return query


def lines(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheets(content: bytes) -> dict[str, list[dict]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    told = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        told[sheet.title] = [
            dict(zip(head, row + (None,) * len(head), strict=False)) for row in rows
        ]
    return told


def logged(kind: str) -> list[str]:
    with as_administrator():
        return sorted(Disclosure.objects.filter(kind=kind).values_list("person", flat=True))


def amounts_of(asker, query) -> dict[str, list[Decimal]]:
    rows = results.read(asker, query, Page(size=100), call=call())
    return {
        "decisions": sorted(
            one.amount.amount for row in rows for one in row.told.answer.decisions if one.amount
        ),
        "net": sorted(
            one.net.amount for row in rows for one in row.told.answer.payments if one.net
        ),
    }


def test_each_row_of_the_file_has_its_line_in_order(anna):
    wrong = Fault(line=4, column="A", code="kontrollsiffra", own="E4")
    query = ended(anna, ALVA, INGRID, faults=[wrong])
    told = lines(got(anna, query))
    assert [one["Rad"] for one in told] == ["2", "3", "4"]
    assert [one["Egen referens"] for one in told] == ["E2", "E3", "E4"]
    assert told[0]["Personnummer"] == f"{ALVA[:8]}-{ALVA[8:]}"
    assert told[0]["Resultat"] == "Besvarad"
    assert told[2]["Resultat"].startswith("Utan svar: ")
    assert told[2]["Personnummer"] == ""


def test_a_second_row_with_the_person_has_its_own_line(anna):
    first, _, again = lines(got(anna, ended(anna, ALVA, INGRID, ALVA)))
    assert again["Samma person som rad"] == "2"
    apart = ("Rad", "Egen referens", "Samma person som rad")
    assert {k: v for k, v in first.items() if k not in apart} == {
        k: v for k, v in again.items() if k not in apart
    }


@pytest.mark.parametrize(
    ("layout", "column", "kind"),
    [(Layout.DECISIONS, "Belopp", "decisions"), (Layout.PAYMENTS, "Netto", "net")],
)
def test_amounts_of_the_csv_are_those_of_the_answers(anna, layout, column, kind):
    query = ended(anna, ALVA, INGRID, KERSTIN)
    told = lines(got(anna, query, layout=layout))
    found = sorted(Decimal(one[column].replace(",", ".")) for one in told if one[column])
    assert found == amounts_of(anna, query)[kind]
    assert found
    assert {one["Rad"] for one in told} == {"2", "3", "4"}


def test_claims_and_other_information_have_a_csv_file_as_they_have_a_sheet(anna):
    query = ended(anna, ALVA, INGRID, KERSTIN)
    book = sheets(got(anna, query, Format.XLSX))
    for layout, sheet in ((Layout.CLAIMS, "Ansökningar"), (Layout.OTHER, "Övriga uppgifter")):
        told = [one for one in lines(got(anna, query, layout=layout)) if one["Förmån"]]
        assert [one["Förmån"] for one in told] == [one["Förmån"] for one in book[sheet]]
    assert {one["Rad"] for one in lines(got(anna, query, layout=Layout.CLAIMS))} == {"2", "3", "4"}


def test_decisions_are_told_in_the_words_of_pages_with_what_has_to_be_said_of_them(anna):
    told = lines(got(anna, ended(anna, ALVA, INGRID), layout=Layout.DECISIONS))
    assert {one["Utfall"] for one in told} == {"Beviljat", ""}
    assert "BEVILJANDE" not in str(told)
    over = [one["Anmärkning"] for one in told if one["Belopp"] == "0"]
    assert all(one.startswith("Upphörde 20") for one in over)
    assert over


def test_the_workbook_has_a_sheet_of_each_kind_with_typed_cells(anna):
    wrong = Fault(line=9, column="A", code="kontrollsiffra")
    query = ended(anna, ALVA, INGRID, KERSTIN, faults=[wrong])
    told = sheets(got(anna, query, Format.XLSX))
    assert list(told) == [
        "Personer",
        "Beslut",
        "Utbetalningar",
        "Ansökningar",
        "Övriga uppgifter",
        "Rader utan svar",
    ]
    assert [one["Rad"] for one in told["Personer"]] == [2, 3, 4]
    assert [one["Rad"] for one in told["Rader utan svar"]] == [9]
    assert all(isinstance(one["Besvarad"], datetime) for one in told["Personer"])
    expected = amounts_of(anna, query)
    for sheet, column, kind in (
        ("Beslut", "Belopp", "decisions"),
        ("Utbetalningar", "Netto", "net"),
    ):
        found = [one[column] for one in told[sheet] if one[column] is not None]
        assert all(isinstance(one, int | float) for one in found)
        assert sorted(Decimal(str(one)) for one in found) == expected[kind]


def test_a_reader_of_english_has_the_names_of_codes_and_groups_in_english(anna):
    query = ended(anna, ALVA, INGRID)
    with translation.override("en"):
        wish = asked(anna, query, layout=Layout.DECISIONS)
    make()
    told = list(
        csv.reader(io.StringIO(fetched(anna, wish).decode("utf-8-sig"), newline=""), delimiter=";")
    )
    cells = {cell for row in told[1:] for cell in row}
    assert {"Guarantee pension", "National pension", "Final decision", "Granted"} <= cells
    assert not cells & {"Garantipension", "Allmän pension", "Slutligt beslut", "Bifall"}


def test_ndjson_is_version_ten(anna):
    query = ended(anna, ALVA, INGRID)
    told = [json.loads(one) for one in got(anna, query, Format.NDJSON).splitlines()]
    assert [(one["rad"], one["egenReferens"]) for one in told] == [(2, "E2"), (3, "E3")]
    rows = results.read(anna, query, Page(size=10), call=call())
    assert (
        told[0].keys() - {"rad", "egenReferens", "sammaSomRad"} == answer_shape(rows[0].told).keys()
    )
    assert told[0]["personnummer"] == ALVA


@pytest.mark.parametrize("kind", Format)
def test_a_protected_person_is_never_told_among_the_others(registers, kind):
    someone = member(protected=True)
    query = ended(asker(someone), FREJA, ALVA)
    content = got(asker(someone), query, kind)
    assert b"Freja" not in content
    if kind == Format.CSV:
        assert [one["Resultat"] for one in lines(content)] == [HIDDEN, "Besvarad"]
    elif kind == Format.XLSX:
        told = sheets(content)
        assert [one["Resultat"] for one in told["Personer"]] == [HIDDEN, "Besvarad"]
        assert {one["Rad"] for name in ("Beslut", "Utbetalningar") for one in told[name]} <= {3}
    else:
        freja = json.loads(content.splitlines()[0])
        assert {one["resultat"] for one in freja["uppgifter"]} == {"LAMNAS_INTE_UT"}
        assert freja["skydd"]["skyddad"] is None


def test_those_handled_separately_have_a_file_of_their_own_for_who_has_the_right(registers):
    someone = member(protected=True)
    anna = asker(someone)
    query = ended(anna, FREJA, ALVA, FREJA)
    (freja, again) = lines(got(anna, query, special=True))
    assert (freja["Rad"], freja["Resultat"]) == ("2", "Hanteras särskilt")
    assert (again["Rad"], again["Samma person som rad"]) == ("4", "2")
    assert freja["Lämnade uppgifter"]
    with pytest.raises(NoSuchRight):
        asked(asker(member(organisation=someone.organisation)), query, special=True)


def test_the_right_taken_away_shuts_the_file_apart(registers):
    someone = member(protected=True)
    query = ended(asker(someone), FREJA)
    download = asked(asker(someone), query, special=True)
    make()
    with as_administrator():
        someone.protected = False
        someone.save()
    with pytest.raises(NoSuchRight):
        fetched(asker(someone), download)


def test_making_is_the_delivery_and_fetching_again_is_logged(anna):
    query = ended(anna, ALVA, INGRID)
    download = asked(anna, query)
    make()
    first = services.fetch(anna, download, call=call())
    assert not first.again
    assert logged("reading") == []
    second = services.fetch(anna, download, call=call())
    assert second.again
    assert b"".join(first.pieces) == b"".join(second.pieces)
    assert logged("reading") == sorted([ALVA, INGRID])
    got(anna, query)
    assert logged("reading") == sorted([ALVA, INGRID] * 2)


def test_the_same_wish_while_it_is_made_is_the_same_file(anna):
    query = ended(anna, ALVA)
    assert asked(anna, query) == asked(anna, query)
    assert asked(anna, query, Format.XLSX) != asked(anna, query)


def test_a_file_is_its_askers_alone_and_has_its_time(registers, time_machine):
    someone = member()
    anna = asker(someone)
    download = asked(anna, ended(anna, ALVA))
    with pytest.raises(NotNow):
        fetched(anna, download)
    make()
    for other in (member(organisation=someone.organisation), member()):
        with pytest.raises(MassQueryNotThere):
            fetched(asker(other), download)
    time_machine.move_to(OPEN.replace(day=26, hour=11), tick=True)  # 25 hours later
    with pytest.raises(MassQueryNotThere):
        fetched(anna, download)


def test_neither_asking_nor_fetching_goes_outside_the_hours(anna, time_machine):
    query = ended(anna, ALVA)
    download = asked(anna, query)
    time_machine.move_to(OPEN.replace(hour=21), tick=True)  # 22.00
    make()
    with pytest.raises(OutsideOpeningHours):
        asked(anna, query, Format.XLSX)
    with pytest.raises(OutsideOpeningHours):
        fetched(anna, download)


def test_a_new_extract_makes_the_file_anew(anna, tmp_path):
    query = ended(anna, ALVA)
    download = asked(anna, query)
    make()
    loaded_extracts(tmp_path)
    with pytest.raises(NotNow):
        fetched(anna, download)
    make()
    assert len(lines(fetched(anna, download))) == 1


def test_a_name_tells_the_query_and_the_format_alone(anna):
    download = asked(anna, ended(anna, ALVA), layout=Layout.DECISIONS)
    with as_jobs():
        row = MassDownload.objects.select_related("query").get(pk=download)
        assert services.file_name(row).startswith("massfraga-")
        assert services.file_name(row).endswith("-beslut.csv")
        assert ALVA not in services.file_name(row)


def test_what_lies_in_the_database_is_sealed(anna):
    asked(anna, ended(anna, ALVA))
    make()
    with as_jobs():
        for piece in MassPiece.objects.all():
            assert ALVA[8:].encode() not in bytes(piece.sealed)
            assert bytes(piece.sealed).startswith(b"gAAAA")
