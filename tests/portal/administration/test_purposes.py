"""Purposes on the administration's pages: those of the description stand, an own one is held together."""

import pytest

from portal.organisations.models import Purpose
from portal.organisations.vocabulary import vocabulary
from portal.tenants.scope import as_administrator
from tests.factories import PurposeFactory
from tests.portal.administration.forms import post

pytestmark = pytest.mark.django_db
PURPOSE = "/admin/organisations/purpose/"


@pytest.fixture(autouse=True)
def _administrator(administrator):
    """All of these are looked at by an administrator."""


def errors(page):
    assert page.redirect_chain == []
    return " ".join(str(one) for one in page.context["errors"])


def test_a_purpose_of_the_description_is_read_and_not_changed(client):
    purpose = PurposeFactory.create(code=vocabulary().purposes[0].code, name="Bistånd")
    page = client.get(f"{PURPOSE}{purpose.pk}/change/")
    assert "Ändamålet kommer från beskrivningen" in page.text
    assert 'name="months"' not in page.text
    assert 'name="groups-0-group"' not in page.text
    assert client.post(f"{PURPOSE}{purpose.pk}/change/", {"months": "120"}).status_code == 403


def test_the_list_tells_the_law_of_the_day(client):
    PurposeFactory.create()
    assert "5 § förordning (2008:975)" in client.get(PURPOSE).text


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2010-01-01", "", "Två lagrum gäller samma dag."),
        ("2008-01-01", "2009-01-01", "Två lagrum gäller samma dag."),
        ("2008-01-01", "2007-01-01", "Till-datum ligger före från-datum."),
    ],
)
def test_laws_that_do_not_hold_together_are_refused_in_words(client, since, until, told):
    purpose = PurposeFactory.create()
    row = {"text": "en annan lag", "since": since, "until": until}
    page = post(client, f"{PURPOSE}{purpose.pk}/change/", {"laws": [row]})
    assert told in errors(page)


def test_an_older_law_is_put_beside(client):
    purpose = PurposeFactory.create()
    row = {"text": "en äldre lag", "since": "2000-01-01", "until": "2008-12-31"}
    assert post(client, f"{PURPOSE}{purpose.pk}/change/", {"laws": [row]}).redirect_chain
    with as_administrator():
        assert next(one.text for one in purpose.laws.all()) == "en äldre lag"


def test_a_purpose_without_a_law_is_refused(client):
    typed = {"code": "prov", "name": "Prov", "laws-0-text": "", "laws-0-since": ""}
    assert errors(post(client, f"{PURPOSE}add/", **typed))
    with as_administrator():
        assert not Purpose.objects.exists()


def test_a_field_that_the_group_never_holds_is_refused(client):
    purpose = PurposeFactory.create(groups=[])
    row = {"klass": "beslut", "group": "FK:FP", "left_out": "bran, ersattningsdagar"}
    page = post(client, f"{PURPOSE}{purpose.pk}/change/", {"groups": [row]})
    assert "Finns inte i gruppen: bran." in errors(page)
