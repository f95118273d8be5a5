"""All stories, in the order of the demo's list."""

from collections.abc import Mapping
from datetime import date

from lookups.answers.model import Agency
from lookups.registers.making.fk_dossier import FkDossier
from lookups.registers.making.shapes import Json
from lookups.registers.making.stories import (
    alva,
    amina,
    dagmar,
    freja,
    gosta,
    hjalmar,
    ingrid,
    kerstin,
    rasmus,
    vera,
)

STORIES = (
    alva.STORY,
    ingrid.STORY,
    gosta.STORY,
    freja.STORY,
    hjalmar.STORY,
    amina.STORY,
    kerstin.STORY,
    dagmar.STORY,
    vera.STORY,
    rasmus.STORY,
)


def documents(day: date, step: int = 0) -> Mapping[Agency, Mapping[str, Json]]:
    """Return the lines of all named persons and their relatives, by agency and number.

    They are told from the day D and stand as they are `step` days later. Each step has as many lines at FK.
    """
    lines: dict[Agency, dict[str, Json]] = {agency: {} for agency in Agency}
    for story in STORIES:
        for dossier in story.tell(day, step):
            agency = Agency.FK if isinstance(dossier, FkDossier) else Agency.PM
            lines[agency][dossier.number] = dossier.line()
    return lines


def named_persons(step: int = 0) -> tuple[tuple[str, str], ...]:
    """Return each named person's number, present `step` days after D, and story in a line.

    The first is the demo's first person.
    """
    return tuple((story.present(step), story.line) for story in STORIES)
