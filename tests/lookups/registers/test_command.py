"""`manage.py load_extract`: what it prints, its exit, and that no number of a person is in it."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AMINA, FK, KERSTIN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(ex.AT, tick=False)


def run(path, *options):
    out = io.StringIO()
    call_command("load_extract", str(path), *options, stdout=out)
    return out.getvalue()


def test_it_prints_read_new_changed_gone_and_refused(tmp_path):
    told = run(ex.write(tmp_path, FK, [ex.fk(ALVA), ex.fk(AMINA)], made=ex.day(24)))
    assert "read 2, new 2, changed 0, gone 0, refused 0" in told
    assert "FK, skapat 2026-11-24 04:00: inläst på" in told
    told = run(
        ex.write(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), ex.fk(KERSTIN)]), "--accept-fall"
    )
    assert "read 2, new 1, changed 1, gone 1, refused 0" in told


def test_a_dry_run_loads_nothing(tmp_path):
    path = ex.write(tmp_path, FK, [ex.fk(ALVA)])
    assert "kontrollerat på" in run(path, "--dry-run")
    assert "read 1, new 1" in run(path)


def test_a_refusal_is_an_error_with_its_sentence(tmp_path):
    with pytest.raises(CommandError, match="Manifestet säger 9 personer, filen har 1"):
        run(ex.write(tmp_path, FK, [ex.fk(ALVA)], personer=9))


def test_a_fall_is_accepted_when_told_to(tmp_path):
    run(ex.write(tmp_path, FK, [ex.fk(ALVA), ex.fk(AMINA)], made=ex.day(24)))
    path = ex.write(tmp_path, FK, [ex.fk(ALVA)])
    with pytest.raises(CommandError, match="faller från 2 till 1"):
        run(path)
    assert "gone 1" in run(path, "--accept-fall")


def test_refused_lines_are_told_by_number_and_reason(tmp_path):
    numbers = [one for one in sorted(ex.official()) if one.startswith("199")][:2500]
    wrong = [f'{{"personnummer": "{one}", "namn": "Alva Testsson"}}' for one in numbers[:25]]
    told = run(ex.write(tmp_path, FK, [*wrong, *map(ex.fk, numbers[25:])]))
    assert "refused 25" in told
    assert "rad 2: Fältet finns inte i den publicerade typen: $.namn." in told
    assert "… och 5 rader till" in told
    assert not re.search(r"\d{10}|Testsson", told)


def test_the_file_it_cannot_read_is_told(tmp_path):
    with pytest.raises(CommandError, match="Filen går inte"):
        run(tmp_path / "saknas")


def test_nothing_of_a_person_is_in_the_log(tmp_path, caplog, capfd):
    with translation.override("sv"):
        run(ex.write(tmp_path, FK, [ex.fk(ALVA, **ex.person(ALVA))]))
    seen = caplog.text + "".join(capfd.readouterr())
    assert ALVA[2:] not in seen
    assert "Testsson" not in seen
