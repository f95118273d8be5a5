"""All stories, in the order of the demo's list."""

from collections.abc import Mapping
from datetime import date

from lookups.answers.model import Agency
from lookups.registers.making.fk_dossier import FkDossier
from lookups.registers.making.shapes import Json
from lookups.registers.making.stories import alva, ingrid, kerstin

STORIES = (alva.STORY, ingrid.STORY, kerstin.STORY)


def documents(day: date) -> Mapping[Agency, Mapping[str, Json]]:
    """Return the lines of all named persons and their relatives, by agency and number, for the day D."""
    lines: dict[Agency, dict[str, Json]] = {agency: {} for agency in Agency}
    for story in STORIES:
        for dossier in story.tell(day):
            agency = Agency.FK if isinstance(dossier, FkDossier) else Agency.PM
            lines[agency][dossier.number] = dossier.line()
    return lines


def named_persons() -> tuple[tuple[str, str], ...]:
    """Return each named person's present number and story in a line; the first is the demo's first person."""
    return tuple((story.number, story.line) for story in STORIES)
