"""A mass change as it is written on the wire. A row that has not the form of one is a fault of that row alone."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from django.conf import settings
from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    SkipValidation,
    ValidationError,
    model_validator,
)

from lookups.api.v10.question import Wire
from portal.api import faults
from portal.api.faults import wrong
from portal.api.forms import FILE
from portal.api.types import WireDate, WireUuid
from portal.errors import InvalidRequest
from subscriptions.api.v1.mass_file import MassFileIn, hold_to_one
from subscriptions.api.v1.wanted import Actor, Said
from subscriptions.subscribing.errors import TooManyRows
from subscriptions.subscribing.mass_model import RowWanted
from subscriptions.subscribing.mass_models import Action

Public = Annotated[
    WireUuid, Field(description="Prenumerationens id, som ni väljer. / The id, which you choose.")
]


class RegisterRowIn(Said):
    """En prenumeration att registrera eller ändra. / A subscription to register or change."""

    public: Public = Field(alias="prenumerationId")

    def row(self, line: int) -> RowWanted:
        """Return the row. Raises InvalidRequest for a group that its class does not have."""
        return RowWanted(line=line, public=self.public, wanted=self.wanted())


class RenewRowIn(Wire):
    """En prenumeration att förlänga. / A subscription to renew."""

    public: Public = Field(alias="prenumerationId")
    tom: WireDate = Field(description="Ny sista dag. / New last day.")

    def row(self, line: int) -> RowWanted:
        """Return the row."""
        return RowWanted(line=line, public=self.public, until=self.tom)


class UnregisterRowIn(Wire):
    """En prenumeration att avregistrera. / A subscription to unregister."""

    public: Public = Field(alias="prenumerationId")

    def row(self, line: int) -> RowWanted:
        """Return the row."""
        return RowWanted(line=line, public=self.public)


RowIn = type[RegisterRowIn | RenewRowIn | UnregisterRowIn]
FORMS: Mapping[Action, RowIn] = {
    Action.REGISTER: RegisterRowIn,
    Action.RENEW: RenewRowIn,
    Action.UNREGISTER: UnregisterRowIn,
}


def _list(told: Any) -> Any:
    """Take a list of anything; too long a one is refused before anything in it is looked at. Raises TooManyRows."""
    if not isinstance(told, list):
        raise wrong("typ")
    if not told:
        raise wrong("tomt")
    if len(told) > settings.LEKA_ROWS:
        raise TooManyRows(rows=settings.LEKA_ROWS)
    return told


# Described as they should be; each is judged by itself.
RowsIn = Annotated[
    SkipValidation[list[RegisterRowIn | RenewRowIn | UnregisterRowIn]], BeforeValidator(_list)
]


class MassChangeIn(Wire):
    """Många prenumerationer på en gång. / Many subscriptions at once."""

    atgard: Literal["REGISTRERA", "FORLANG", "AVREGISTRERA"] = Field(
        description="Vad som görs med alla rader. / What is done with all rows."
    )
    rader: RowsIn = Field(
        description=(
            "REGISTRERA: som vid registrering, med `prenumerationId`. FORLANG: `prenumerationId` och `tom`. "
            "AVREGISTRERA: `prenumerationId`. / As when registering; id and last day; id."
        ),
    )
    aktor: Actor = None
    _filed: MassFileIn | None = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _of_a_form(cls, told: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Take a form with a file by what a file says. Raises InvalidRequest."""
        hold_to_one(told)
        if FILE not in told:
            return handler(told)
        try:
            filed = MassFileIn.model_validate(told)
        except ValidationError as fault:
            raise faults.refusal(_placed(fault)) from None
        filed.hold_to_action()
        made = cls.model_construct(atgard=filed.atgard, rader=[], aktor=filed.aktor)
        made._filed = filed  # noqa: SLF001  # its own
        return made  # type: ignore[return-value]  # what pydantic constructs is of this class

    @property
    def filed(self) -> MassFileIn | None:
        """Return what a form with a file said; None where the rows stand here."""
        return self._filed

    @property
    def action(self) -> Action:
        """Return what is done."""
        return Action(self.atgard)

    def rows(self) -> Sequence[RowWanted]:
        """Return the rows, each with what is wrong with its form."""
        return [_row(self.action, line, one) for line, one in enumerate(self.rader, start=1)]


def _row(action: Action, line: int, told: Any) -> RowWanted:
    try:
        return FORMS[action].model_validate(told).row(line)
    except ValidationError as fault:
        return RowWanted(line=line, public=_public(told), refusal=faults.refusal(_placed(fault)))
    except InvalidRequest as refusal:
        return RowWanted(line=line, public=_public(told), refusal=refusal)


def _placed(fault: ValidationError) -> Sequence[Mapping[str, Any]]:
    """Return what was found, with places that begin where a body's do."""
    return [{**one, "loc": ("body", "", *one["loc"])} for one in fault.errors()]


def _public(told: Any) -> Any:
    """Return the id that a faulty row says, where it is one."""
    try:
        return UnregisterRowIn.model_validate({"prenumerationId": told["prenumerationId"]}).public
    except (ValidationError, KeyError, TypeError):
        return None
