"""The question of version 9 as the contract writes it (`FormansinformationFraga`); unknown keys are ignored."""

from collections.abc import Callable
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from lookups.answers.model import Klass
from lookups.catalogue import contract
from lookups.online.model import OnlineQuestion
from portal.api.faults import wrong
from portal.api.types import WireDate

MISSING = "saknas i version 9"  # what the log holds of case and caseworker, which the contract has no fields for
NUMBER = contract.NUMBER
_FIELDS = contract.types()["FormansinformationFraga"]


def _known(field: str) -> Callable[[str], str]:
    codes = contract.codes(_FIELDS[field].kind)

    def hold(code: str) -> str:
        if code not in codes:
            raise wrong("okand_grupp")
        return code

    return hold


class Period9(BaseModel):
    """`Period`."""

    model_config = ConfigDict(frozen=True)

    first: WireDate = Field(alias="from")
    last: WireDate = Field(alias="tom")

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """Refuse a period that ends before it begins."""
        if self.last < self.first:
            raise wrong("ordning")
        return self


class Question9(BaseModel):
    """`FormansinformationFraga`; its description is made from the published type."""

    model_config = ConfigDict(frozen=True)

    personnummer: Annotated[str, StringConstraints(pattern=NUMBER)]
    period: Period9
    formansinformation: list[Annotated[str, AfterValidator(_known("formansinformation"))]] = []
    ansprak: list[Annotated[str, AfterValidator(_known("ansprak"))]] = []
    beslut: list[Annotated[str, AfterValidator(_known("beslut"))]] = []
    preliminara: list[Annotated[str, AfterValidator(_known("preliminaraUtbetalningar"))]] = Field(
        [], alias="preliminaraUtbetalningar"
    )
    utbetalningar: list[Annotated[str, AfterValidator(_known("utbetalningar"))]] = []
    ovrig: list[Annotated[str, AfterValidator(_known("ovrigInformation"))]] = Field(
        [], alias="ovrigInformation"
    )

    @model_validator(mode="after")
    def something(self) -> Self:
        """Refuse a question about nothing."""
        if not any(self._groups().values()):
            raise wrong("ingen_grupp")
        return self

    def _groups(self) -> dict[Klass, list[str]]:
        return {
            Klass.DECISIONS: [*self.formansinformation, *self.beslut],
            Klass.CLAIMS: self.ansprak,
            Klass.PAYMENTS: self.utbetalningar,
            Klass.PRELIMINARY: self.preliminara,
            Klass.OTHER: self.ovrig,
        }

    def question(self) -> OnlineQuestion:
        """Return what is asked: for the client's default purpose, without case and caseworker."""
        groups: dict[Klass, Any] = {
            klass: frozenset(codes) for klass, codes in self._groups().items() if codes
        }
        return OnlineQuestion(
            identity=self.personnummer,
            purpose=None,
            first=self.period.first,
            last=self.period.last,
            groups=groups,
            case=MISSING,
            caseworker=MISSING,
            lenient_century=False,
        )
