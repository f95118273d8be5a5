"""A code that nobody has a word for is kept, told and counted for the administrator, and never stops a load."""

from datetime import timedelta

import pytest

from lookups.registers import counting
from lookups.registers.models import UnknownCode
from portal.tenants.scope import as_administrator, as_jobs
from tests.factories import UserFactory
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AT, FK, INGRID, KERSTIN, PM

pytestmark = pytest.mark.django_db


def referral(program):
    return {"programanvisning": [{"program": {"id": program, "beskrivning": "Framtidsspår"}}]}


def paid(*kinds):
    return {
        "utbetalningsuppgift": [
            {
                "typ": {"id": 1, "beskrivning": "Månad"},
                "formansfamilj": {"id": "NYTT", "beskrivning": "En ny förmån"},
                "utbetalningsdetalj": [{"beloppstyp": {"id": kind}} for kind in kinds],
            }
        ]
    }


def counted(at=AT):
    with as_jobs():
        counting.count_due(at)
        return list(UnknownCode.objects.values_list("table", "code", "times"))


def test_codes_that_are_not_listed_are_counted_by_table(tmp_path):
    ex.loaded(
        tmp_path,
        FK,
        [
            ex.fk(ALVA, **referral(77), **paid("QX", "PS", "SJP")),
            ex.fk(INGRID, **referral(77), **paid("QX")),
            ex.fk(KERSTIN, **referral(53)),
        ],
    )
    assert counted() == [
        ("Programanvisning.program", "77", 2),
        ("UtbetalningDetalj.beloppstyp", "QX", 2),
    ]


def test_pms_codes_are_counted_too(tmp_path):
    line = ex.pm(ALVA, **ex.pension())
    line["beslut"][0]["beslutsutfall"] = {"kod": "KANSKE", "beskrivning": "Kanske"}
    line["beslut"][0]["formansgrupp"] = {"kod": "PM:NY", "beskrivning": "Ny grupp"}
    ex.loaded(tmp_path, PM, [line])
    assert counted() == [
        ("PmFormanBeslutUtfallKod", "KANSKE", 1),
        ("PmFormanGruppKod", "PM:NY", 1),
    ]


def test_a_misspelling_that_the_contract_has_is_known(tmp_path):
    case = {"beslut": [{"beslutstyp": "INTERMISTISKT", "beslutsutfall": "BEVILJAN"}]}
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, sjukpenningarende=[case])])
    assert counted() == []


@pytest.mark.parametrize("written", [ALVA, "ordet är för långt " * 9, "med mellanslag"])
def test_what_may_be_no_code_is_counted_and_not_shown(tmp_path, written):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **paid(written))])
    assert counted() == [("UtbetalningDetalj.beloppstyp", "", 1)]


def test_an_extract_tells_what_was_new_or_changed_by_it_and_is_counted_once(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **referral(77)), ex.fk(INGRID, **referral(77))])
    assert len(counted()) == 1
    second = ex.loaded(
        tmp_path,
        FK,
        [ex.fk(ALVA, **referral(77)), ex.fk(INGRID, **referral(78))],
        made=AT + timedelta(hours=3),
    )
    counted(AT + timedelta(days=1))
    counted(AT + timedelta(days=2))
    with as_jobs():
        told = UnknownCode.objects.filter(extract=second.extract)
        assert list(told.values_list("code", "times")) == [("78", 1)]


def test_the_administrator_sees_them_with_the_load(tmp_path, client):
    report = ex.loaded(tmp_path, FK, [ex.fk(ALVA, **referral(77))])
    counted()
    client.force_login(UserFactory.create(staff_role="administrator"))
    text = client.get(f"/admin/registers/extract/{report.extract}/change/").text
    assert "Programanvisning.program" in text
    assert "Okända koder" in text
    listed = client.get("/admin/registers/extract/").text
    assert 'field-unknown">1<' in listed
    with as_administrator():
        assert UnknownCode.objects.count() == 1
