"""A mass change as a form with a file: what JSON says of each row stands here once, for all of them."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from lookups.api.v10.question import GroupsIn, Wire, known_groups, unless_all
from lookups.mass import checking
from lookups.mass.files.services import Rows, read_file
from portal import clock
from portal.api.faults import sentence, wrong
from portal.api.forms import FILE, is_file
from portal.api.types import Text40, Text100, WireDate
from portal.errors import Fault, InvalidRequest
from subscriptions.api.v1.wanted import Actor, KindsIn
from subscriptions.filing.model import Meant
from subscriptions.subscribing.mass_models import Action

ROWS = "rader"
OF_ACTION: Mapping[str, frozenset[str]] = {  # what is said of an action, beside what all say
    Action.REGISTER: frozenset({"tom", "grupper", "slag"}),
    Action.RENEW: frozenset({"tom"}),
    Action.UNREGISTER: frozenset(),
}


def _file(told: Any) -> Any:
    if not is_file(told):
        raise wrong("okand_nyckel")
    return told


def _split(told: Any) -> Any:
    """Take a form's text as a list: the kinds stand beside each other, with commas between."""
    if isinstance(told, str) and told != "alla":
        return [one.strip() for one in told.split(",") if one.strip()]
    return told


class MassFileIn(Wire):
    """En fil med personer, och vad som görs med alla. / A file of persons, and what is done with all."""

    fil: Annotated[Any, BeforeValidator(_file)]
    atgard: Literal["REGISTRERA", "FORLANG", "AVREGISTRERA"]
    andamal: Text40 | None = None
    arendereferens: Text100 = ""
    tom: WireDate | None = None
    grupper: Annotated[GroupsIn | None, BeforeValidator(unless_all)] = None
    slag: Annotated[KindsIn, BeforeValidator(_split)] = None
    aktor: Actor = None

    def hold_to_action(self) -> None:
        """Refuse what is not said of the action, and the missing last day. Raises InvalidRequest."""
        said = self.model_fields_set & {"tom", "grupper", "slag"}
        faults = [_wrong(name, "okand_nyckel") for name in sorted(said - OF_ACTION[self.atgard])]
        if "tom" in OF_ACTION[self.atgard] and self.tom is None:
            faults.append(_wrong("tom", "saknas"))
        if faults:
            raise InvalidRequest(faults=faults)

    def meant(self, *, purpose: str) -> Meant:
        """Return what is done with all. Raises InvalidRequest for a group that its class does not have."""
        return Meant(
            action=Action(self.atgard),
            purpose=purpose,
            until=self.tom,
            groups=known_groups(self.grupper.by_class()) if self.grupper else None,
            kinds=self.slag,
            case=" ".join(self.arendereferens.split()),
            name=self.fil.name or "",
        )

    def rows(self) -> Rows:
        """Return the rows. Raises UnreadableFile, FileTooLarge."""
        terms = checking.terms(at=clock.now())
        return read_file(self.fil.file, name=self.fil.name or "", terms=terms)


def hold_to_one(told: Mapping[str, Any]) -> None:
    """Refuse a call with both rows and file, or neither, or a file that is none. Raises InvalidRequest."""
    if FILE in told and not is_file(told[FILE]):
        raise InvalidRequest(faults=[_wrong(FILE, "okand_nyckel")])
    if (FILE in told) == (ROWS in told):
        raise InvalidRequest(faults=[_wrong("", "fil_eller_rader")])


def _wrong(field: str, felkod: str) -> Fault:
    return Fault(pointer=f"/{field}" if field else "", felkod=felkod, detail=sentence(felkod))
