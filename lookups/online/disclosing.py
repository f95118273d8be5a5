"""What the log keeps of an answer, and what its purpose permits: the same for one question and for many."""

from dataclasses import dataclass

from lookups.answers import services as answers
from lookups.answers.model import Answer, Permission, Question
from portal.audit.services import Disclosed
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
    )
