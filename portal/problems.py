"""Every name that a refusal can have, with its status, its words and whose part it is (api.md, Errors)."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.problem_texts import ALL
from portal.problem_texts.kinds import Problem, Whose

__all__ = ["PROBLEMS", "Problem", "Whose"]

PROBLEMS: Mapping[str, Problem] = MappingProxyType({one.slug: one for one in ALL})
