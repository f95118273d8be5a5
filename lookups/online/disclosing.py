"""What the log keeps of an answer, and what its purpose permits: the same for one question and for many."""

from collections.abc import Mapping
from dataclasses import dataclass

from lookups.answers import services as answers
from lookups.answers.model import Answer, Period, Permission, Question
from portal.audit.services import Disclosed
from portal.audit.traces import Row, Rows
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a person was asked about: the service and version, the agreed purpose, and what was said of the case."""

    service: Service
    version: str
    purpose: PurposeTold
    case: str
    caseworker: str


def permission_of(purpose: PurposeTold) -> Permission:
    """Return what a purpose may be told, as the answers' room reads it."""
    return Permission(groups=purpose.groups, left_out=purpose.left_out)


def disclosed(question: Question, answer: Answer, protection: str, asked: Asked) -> Disclosed:
    """Return what the log keeps; `protection` is what was known when answering, whatever was told of it."""
    return Disclosed(
        service=asked.service,
        version=asked.version,
        purpose=asked.purpose.code,
        law=asked.purpose.law,
        case=asked.case,
        caseworker=asked.caseworker,
        person=answer.number,
        present=answer.present or "",
        first=question.period.first,
        last=question.period.last or question.period.first,
        asked="alla"
        if question.groups is None
        else {klass.value: sorted(groups) for klass, groups in question.groups.items()},
        outcomes=[(one.klass.value, one.group, one.result.value) for one in answer.outcomes],
        protection=protection,
        extracts=[part.extract for part in answer.parts if part.extract],
        digest=answers.digest(answer),
        groups=answers.group_contents(answer),
        named=[(one.number, one.role) for one in answer.named],
        # Without a case nothing is compared with anything (docs/decisions/0034).
        traces=traced(answer, question.period, asked.purpose.left_out) if asked.case else {},
    )


def traced(
    answer: Answer, period: Period, left_out: Mapping[tuple[str, str], frozenset[str]]
) -> Mapping[tuple[str, str], Rows]:
    """Return the rows of each group given, as the log traces them; `left_out` are a purpose's fields."""
    told = {}
    for (klass, group), one in answers.traces(answer, period).items():
        fields = left_out.get((klass.value, group), frozenset())
        told[klass.value, group] = Rows(
            cut=" ".join((*sorted(fields), *one.cut)).encode(),
            rows=[Row(*row) for row in one.rows],
            days=[Row(*row) for row in one.days],
        )
    return told
