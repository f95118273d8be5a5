"""The form of the file is published with an empty template; who has no account reads it too."""

import html
import io

import pytest
from openpyxl import load_workbook

from tests.lookups.mass.making import OPEN, member

pytestmark = pytest.mark.django_db(transaction=True)

PAGE, NEW = "/massfragor/filformat/", "/massfragor/ny/"


def words(response) -> str:
    return " ".join(html.unescape(response.text).split())


def test_the_form_of_the_file_is_described_to_everybody(client):
    told = words(client.get(PAGE))
    for said in ("En person per rad", "semikolon, komma eller tabb", "egenReferens", "avstar"):
        assert said in told
    assert "50 MB" in told
    assert "100 000 personer" in told


def test_an_empty_template_is_fetched_as_csv_and_as_a_spreadsheet(client):
    page = client.get(PAGE).text
    assert 'href="/massfragor/mall.csv"' in page
    assert 'href="/massfragor/mall.xlsx"' in page
    csv = client.get("/massfragor/mall.csv")
    assert csv["Content-Disposition"] == 'attachment; filename="massfraga-mall.csv"'
    assert csv.content.decode("utf-8-sig").startswith("personnummer;egenReferens;arendereferens")
    xlsx = client.get("/massfragor/mall.xlsx")
    sheet = load_workbook(io.BytesIO(xlsx.content)).worksheets[0]
    assert sheet["A1"].value == "personnummer"
    assert client.get("/massfragor/mall.exe").status_code == 404


def test_the_form_of_a_new_query_leads_there(client, time_machine):
    time_machine.move_to(OPEN, tick=True)
    client.force_login(member().user)
    assert f'href="{PAGE}"' in client.get(NEW).text
