"""What may follow an answer: rooms above join their forms, which are sent person, purpose and case in the body."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A button under the answer, and the name of the address that it posts to."""

    label: str | Promise
    name: str


_steps: dict[str, Step] = {}


def join(step: Step) -> None:
    """Take a step from a room; called in its AppConfig.ready()."""
    _steps[step.name] = step


def steps() -> Sequence[Step]:
    """Return the joined steps."""
    return list(_steps.values())
