"""Mass changes as they leave: described for OpenAPI, and written from what the room tells."""

from typing import Any, Literal

from pydantic import Field

from lookups.api.v10.answer import Id, Moment, Out
from portal.api.wire import instant
from subscriptions.api.v1.told import Cursor
from subscriptions.subscribing.mass_model import MassChangeTold, RowTold

OutcomeOut = Literal["REGISTRERAD", "ANDRAD", "FORLANGD", "AVREGISTRERAD", "OFORANDRAD", "NEKAD"]


class MassChangeOut(Out):
    """En massändring; den är gjord när den besvaras. / A mass change; it is made when it is answered."""

    id: Id = Field(alias="massandringId", description="Massändringens id. / Its id.")
    atgard: Literal["REGISTRERA", "FORLANG", "AVREGISTRERA"] = Field(
        description="Vad som gjordes. / What was done."
    )
    status: Literal["klar", "klar_med_fel"] = Field(
        description="`klar_med_fel` när någon rad nekades. / `klar_med_fel` when a row was refused."
    )
    skapad: Moment = Field(description="När den gjordes. / When it was made.")
    antal: int = Field(description="Rader. / Rows.")
    failed: int = Field(alias="antalFel", description="Nekade rader. / Refused rows.")


class MassChangeRowOut(Out):
    """Vad det blev av en rad; aldrig numret. / What became of a row; never the number."""

    rad: int = Field(description="Raden; den första är 1. / The row; the first is 1.")
    id: Id | None = Field(
        alias="prenumerationId",
        description="Prenumerationens id, om raden har ett. / The subscription's id, if the row has one.",
    )
    resultat: OutcomeOut = Field(description="Vad det blev. / What became of it.")
    column: str | None = Field(
        alias="kolumn", description="I en fil: var felet är. / In a file: where the fault is."
    )
    own: str | None = Field(
        alias="egenReferens", description="I en fil: er egen referens. / In a file: your reference."
    )
    pointer: str | None = Field(
        description="Var i raden felet är (JSON Pointer). / Where in the row the fault is."
    )
    felkod: str | None = Field(
        description="Felets kod eller problemets namn. / The fault's code or the problem's name."
    )
    detail: str | None = Field(description="Vad som är fel. / What is wrong.")


class MassChangeRowsOut(Out):
    """Raderna, i ordning. / The rows, in order."""

    rader: list[MassChangeRowOut] = Field(description="Raderna. / The rows.")
    nasta: str | None = Cursor


def change_shape(one: MassChangeTold) -> dict[str, Any]:
    """Return a mass change."""
    return {
        "massandringId": one.id,
        "atgard": one.action.value,
        "status": "klar_med_fel" if one.refused else "klar",
        "skapad": instant(one.made_at),
        "antal": one.rows,
        "antalFel": one.refused,
    }


def row_shape(one: RowTold) -> dict[str, Any]:
    """Return what became of a row."""
    wrong = bool(one.code)
    return {
        "rad": one.line,
        "prenumerationId": one.public,
        "resultat": one.outcome.value,
        "kolumn": one.column or None,
        "egenReferens": one.own or None,
        "pointer": one.pointer if wrong else None,
        "felkod": one.code or None,
        "detail": one.detail or None,
    }
