"""A static copy of the public page: whole files that need nothing else."""

import json

import pytest

from portal.status import copying
from portal.tenants.scope import as_jobs
from tests.portal.status.making import WEDNESDAY, incident

pytestmark = pytest.mark.django_db


def test_page_json_and_feed_are_written_whole_and_again(tmp_path):
    folder = tmp_path / "status"
    with as_jobs():
        assert copying.write(folder, at=WEDNESDAY) == 4
    before = json.loads((folder / "status.json").read_bytes())
    assert before["storningar"] == []
    incident()
    with as_jobs():
        copying.write(folder, at=WEDNESDAY)
    names = {"index.html", "en.html", "status.json", "status.atom"}
    assert {one.name for one in folder.iterdir()} == names
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "Orsaken utreds." in page
    assert "Kopia gjord 2026-11-25 10.00." in page
    assert "csrf" not in page.lower()
    assert 'lang="en"' in (folder / "en.html").read_text(encoding="utf-8")
    assert len(json.loads((folder / "status.json").read_bytes())["storningar"]) == 1
