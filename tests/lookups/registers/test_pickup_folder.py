"""The folder itself: off, missing or shut is told once in the log, and by health until it is mended."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from lookups.registers import pickup, probes, tasks
from lookups.registers.models import Extract, Folder, WaitingFile
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AT, FK

pytestmark = pytest.mark.django_db
MINUTES = [AT + timedelta(minutes=n) for n in range(4)]


def look(folder, *, at=AT):
    with as_jobs():
        return pickup.pick_up(folder, at=at)


@pytest.fixture(params=["missing", "a file", "loaded is a file", "refused is a file"])
def shut(request, tmp_path):
    """A folder that cannot be worked in, what health says of it, and how it is mended."""
    folder = tmp_path / "utdrag"
    if request.param == "missing":
        return folder, "it is not there", folder.mkdir
    if request.param == "a file":
        folder.write_text("")
        return folder, "it is not there", lambda: (folder.unlink(), folder.mkdir())
    folder.mkdir()
    place = folder / request.param.split()[0]
    place.write_text("")
    return folder, "files cannot be moved in it", place.unlink


def test_a_folder_that_cannot_be_worked_in_is_told_once_until_it_is_mended(shut):
    folder, said, mend = shut
    with capture_logs() as lines:
        assert [look(folder, at=at) for at in MINUTES[:3]] == [(), (), ()]
    assert [one["event"] for one in lines] == ["extract_folder"]
    assert str(folder) not in str(lines)
    with pytest.raises(LookupError, match=said):
        probes.folder(AT)
    mend()
    with capture_logs() as lines:
        look(folder, at=MINUTES[3])
    assert [(one["event"], one["fault"]) for one in lines] == [("extract_folder", "")]
    assert probes.folder(AT) == "looked into 2026-11-25 10:03"


def test_nothing_is_loaded_where_it_could_not_be_moved(tmp_path):
    ex.write(tmp_path, FK, [ex.fk(ALVA)], name="fk.jsonl")
    (tmp_path / "loaded").write_text("")
    for at in MINUTES:
        look(tmp_path, at=at)
    with as_jobs():
        assert not Extract.objects.exists()


def test_a_folder_without_rights_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(
        pickup.place.os, "access", lambda _path, how: not how & pickup.place.os.R_OK
    )
    look(tmp_path)
    with pytest.raises(LookupError, match="it cannot be read"):
        probes.folder(AT)
    monkeypatch.setattr(
        pickup.place.os, "access", lambda _path, how: not how & pickup.place.os.W_OK
    )
    look(tmp_path)
    with pytest.raises(LookupError, match="files cannot be moved in it"):
        probes.folder(AT)


def test_health_asks_for_it(client):
    with as_jobs():
        Folder.objects.create(looked_at=AT, fault="saknas")
    told = client.get("/readyz").json()["checks"]["extract folder"]
    assert told == {"ok": False, "says": "it is not there"}


def test_without_a_setting_nothing_is_picked_up(tmp_path, settings):
    settings.EXTRACT_DIR = ""
    ex.write(tmp_path, FK, [ex.fk(ALVA)], name="fk.jsonl")
    look(tmp_path)
    with as_jobs():
        assert pickup.off() == ()
        assert not Folder.objects.exists()
        assert not WaitingFile.objects.exists()
    assert probes.folder(AT) == "off"


@pytest.mark.django_db(transaction=True)
def test_the_job_picks_up_by_the_setting_and_once_a_minute(tmp_path, settings, time_machine):
    settings.EXTRACT_DIR = str(tmp_path)
    ex.write(tmp_path, FK, [ex.fk(ALVA)], name="fk.jsonl")
    with as_jobs():
        for at in MINUTES[:2]:
            time_machine.move_to(at, tick=False)
            assert tasks.pick_up()
            assert not tasks.pick_up()  # it is not due
    assert (tmp_path / "loaded" / "fk.jsonl").exists()
