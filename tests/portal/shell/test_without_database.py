"""With the database away the open pages stand, and the others say so, with a reference and when to try again."""

import html

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper

from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def away(client, monkeypatch):
    client.force_login(MembershipFactory.create().user)

    def refuse(*_args, **_kwargs):
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(CursorWrapper, "execute", refuse)
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/onlinefraga/", "/byt-organisation/", "/konto/losenord/byt/"]
)
def test_a_page_says_that_it_is_away(away, path):
    page = away.get(path)
    told = " ".join(html.unescape(page.text).split())
    assert page.status_code == 503
    assert page["Retry-After"]
    assert "Försök igen om" in told
    assert "Det ligger hos tjänsten. Ni behöver inte ändra något." in told
    assert "Referens <strong>" in told
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("path", ["/tillganglighet/", "/personuppgifter/", "/problems/incident"])
def test_an_open_page_stands(away, path):
    assert away.get(path).status_code == 200


def test_an_unknown_page_is_still_not_found(away):
    assert away.get("/finns-inte/").status_code == 404
