"""The words of every problem, Swedish first, by what they are about (texts.md 2.2 and 2.5)."""

from portal.problem_texts.asking import ASKING
from portal.problem_texts.calls import CALLS
from portal.problem_texts.rights import RIGHTS
from portal.problem_texts.standing import STANDING

ALL = (*ASKING, *RIGHTS, *STANDING, *CALLS)
