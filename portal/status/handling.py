"""Opens, updates, takes over, ends and sums up incidents; each word is announced (R20, R21)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from portal.access.models import User
from portal.status import announcing, board
from portal.status.errors import NotPossibleNow
from portal.status.model import Level, Part, Stage, Whose
from portal.status.models import Incident, IncidentTemplate, IncidentUpdate
from portal.status.words import PARTS

OF_PARTS = {Part.FK: Whose.FK, Part.PM: Whose.PM}
FOUND = (
    "Tjänstens egna kontroller visar att frågor inte kan besvaras som de ska.",
    "The service's own checks show that questions cannot be answered as they should.",
)
FOUND_OVER = (
    "Tjänstens egna kontroller har varit utan fel i tio minuter.",
    "The service's own checks have been without a fault for ten minutes.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What an incident is opened with; what a template says is put in where the text is left empty."""

    services: tuple[str, ...]
    parts: tuple[Part, ...]
    level: Level
    text_sv: str
    text_en: str
    template: IncidentTemplate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is said of an incident; `level` is how much it is felt from now on."""

    stage: Stage
    level: Level
    text_sv: str
    text_en: str
    expected_at: datetime | None
    next_word_at: datetime | None


@transaction.atomic
def open_incident(told: Opening, *, by: User, at: datetime) -> Incident:
    """Open an incident now. What it closes is closed when this commits, everywhere within seconds."""
    template = told.template
    row = Incident(
        services=list(told.services),
        parts=[part.value for part in told.parts],
        level=told.level,
        text_sv=told.text_sv or (template.text_sv if template else ""),
        text_en=told.text_en or (template.text_en if template else ""),
        title_sv=template.title_sv if template else title(told, english=False),
        title_en=template.title_en if template else title(told, english=True),
        whose=_whose(told.parts, template),
        opened_at=at,
        opened_by=by,
    )
    row.save()
    _say(row, Stage.INVESTIGATING, (row.text_sv, row.text_en), by=by, at=at)
    return row


def title(told: Opening, *, english: bool) -> str:
    """Return a heading for an incident without a template."""
    if told.parts:
        names = (" and " if english else " och ").join(PARTS[part] for part in told.parts)
        return f"Disruption: {names}" if english else f"Störning: {names}"
    return "Disruption of the service" if english else "Störning i tjänsten"


def _whose(parts: tuple[Part, ...], template: IncidentTemplate | None) -> str:
    """Return whose part it is: the agency's whose part alone is affected, else as the template says."""
    if len(parts) == 1:
        return OF_PARTS[parts[0]].value
    return template.whose if template else Whose.SERVICE.value


@transaction.atomic
def update(incident: Incident, word: Word, *, by: User, at: datetime) -> Incident:
    """Say a word of an incident; the last stage ends it. Raises NotPossibleNow for one that has ended.

    Whoever says it stands for an incident that was detected automatically, too.
    """
    row = _held(incident)
    if row.ended_at is not None:
        raise NotPossibleNow(variant="ended")
    row.level = word.level
    row.expected_at, row.next_word_at = word.expected_at, word.next_word_at
    row.opened_by = row.opened_by or by
    if word.stage is Stage.SOLVED:
        row.ended_at = at
        row.expected_at = row.next_word_at = None
    row.save()
    _say(row, word.stage, (word.text_sv, word.text_en), by=by, at=at)
    return row


@transaction.atomic
def open_found(services: tuple[str, ...], *, since: datetime, at: datetime) -> Incident:
    """Open an incident that the service's own checks have found. It closes nothing: what still works goes on (R21)."""
    row = Incident(
        services=list(services),
        level=Level.LIMITED,
        title_sv="Störning upptäckt automatiskt",
        title_en="Disruption detected automatically",
        text_sv=FOUND[0],
        text_en=FOUND[1],
        opened_at=since,
        automatic=True,
    )
    row.save()
    _say(row, Stage.INVESTIGATING, FOUND, by=None, at=at)
    return row


@transaction.atomic
def end_found(row: Incident, *, at: datetime) -> Incident:
    """End an incident that the checks have opened, when they find it over and no person has taken it over."""
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _say(row, Stage.SOLVED, FOUND_OVER, by=None, at=at)
    return row


@transaction.atomic
def sum_up(
    incident: Incident, *, swedish: str, english: str, nothing_lost: bool, at: datetime
) -> Incident:
    """Write what happened, after the end. Raises NotPossibleNow before it."""
    row = _held(incident)
    if row.ended_at is None:
        raise NotPossibleNow(variant="not_ended")
    row.summary_sv, row.summary_en, row.nothing_lost = swedish, english, nothing_lost
    row.save(update_fields=["summary_sv", "summary_en", "nothing_lost"])
    announcing.incident(row, at=at)
    _forget()
    return row


def _held(incident: Incident) -> Incident:
    return Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)


def _say(
    row: Incident, stage: Stage, texts: tuple[str, str], *, by: User | None, at: datetime
) -> None:
    swedish, english = texts
    IncidentUpdate.objects.create(
        incident=row, at=at, stage=stage, text_sv=swedish, text_en=english, by=by
    )
    announcing.incident(row, at=at)
    _forget()


def _forget() -> None:
    board.forget()
    transaction.on_commit(board.forget)
