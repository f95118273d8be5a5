"""Mass queries of version 10 as they leave: described for OpenAPI, and written from what the room tells."""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Literal

from pydantic import Field

from lookups.api.v10.answer import AnswerOut, Id, Moment, Out
from lookups.api.v10.shapes import answer_shape
from lookups.mass.estimating import ready_at
from lookups.mass.files.model import Fault
from lookups.mass.model import Checked, QueryTold
from lookups.mass.reads import FaultTold
from lookups.mass.results import RowTold
from lookups.mass.states import State
from portal.api.wire import instant

Cursor = Field(
    description="Markör till nästa sida; null: sista. / Cursor to the next page; null: the last."
)
StateOut = Literal[
    "mottagen",
    "kontrolleras",
    "vantar_pa_besked",
    "i_ko",
    "pagar",
    "pausad",
    "klar",
    "klar_med_fel",
    "misslyckad",
    "avbruten",
    "gallrad",
]


class MassOut(Out):
    """En massfråga: var den är, hur långt den kommit och hur länge svaren finns. / Where it is and how far."""

    massfraga: Id = Field(alias="massfragaId", description="Massfrågans id. / Its id.")
    status: StateOut = Field(description="Läget. / The state.")
    orsak: str | None = Field(
        description="Varför den är pausad eller misslyckades. / Why it is paused or failed."
    )
    liknar: Id | None = Field(
        description="En tidigare med samma innehåll inom ett dygn. / An earlier one of the same content."
    )
    antal: int = Field(description="Rader. / Rows.")
    answered: int = Field(alias="antalBesvarade", description="Besvarade rader. / Answered rows.")
    failed: int = Field(alias="antalFel", description="Rader utan svar. / Rows without an answer.")
    skapad: Moment = Field(description="När den togs emot. / When it was received.")
    ready: Moment | None = Field(
        alias="beraknasKlar", description="Beräknad tid; null: okänd. / Estimate; null: unknown."
    )
    kept: Moment | None = Field(
        alias="hamtasSenast",
        description="Svaren finns till dess. / The answers are kept until then.",
    )
    opens: Moment | None = Field(
        alias="oppnar",
        description="När svar kan hämtas igen, om det är stängt. / When answers can be fetched, if closed.",
    )


class MassListOut(Out):
    """Massfrågor, nyast först. / Mass queries, newest first."""

    massfragor: list[MassOut] = Field(description="Massfrågorna. / The queries.")
    nasta: str | None = Cursor


class MassAnswerOut(AnswerOut):
    """Svaret för en rad. / The answer of a row."""

    rad: int = Field(description="Raden. / The row.")
    own: str | None = Field(alias="egenReferens", description="Er referens. / Your reference.")
    same: int | None = Field(
        alias="sammaSomRad",
        description="En tidigare rad med samma person. / An earlier row, same person.",
    )


class MassAnswersOut(Out):
    """Svar i radordning; även medan massfrågan pågår. / Answers in row order, also while it runs."""

    svar: list[MassAnswerOut] = Field(description="Svaren. / The answers.")
    nasta: str | None = Cursor


class RowFaultOut(Out):
    """En rad utan svar; aldrig numret. / A row without an answer; never the number."""

    rad: int = Field(description="Raden. / The row.")
    kolumn: str | None = Field(description="Kolumnen. / The column.")
    own: str | None = Field(alias="egenReferens", description="Er referens. / Your reference.")
    felkod: str = Field(description="Felets kod. / The fault's code.")
    detail: str = Field(description="Vad som är fel. / What is wrong.")


class RowFaultsOut(Out):
    """Rader som inte kunde frågas eller besvaras. / Rows that could not be asked or answered."""

    fel: list[RowFaultOut] = Field(description="Raderna. / The rows.")
    nasta: str | None = Cursor


class ReadingOut(Out):
    """Hur filen lästes. / How the file was read."""

    teckenkodning: str | None = Field(description="Teckenkodning. / Encoding.")
    avgransare: str | None = Field(description="Avgränsare. / Separator.")
    kolumn: str = Field(description="Kolumnen med nummer. / The column of numbers.")
    rubrikrad: bool = Field(description="Om första raden är rubriker. / Whether there is a header.")


class AdjustmentOut(Out):
    """En justering. / An adjustment."""

    rad: int = Field(description="Raden. / The row.")
    justering: str = Field(description="Vad som justerades. / What was adjusted.")


class CheckOut(Out):
    """Vad listan eller filen innehåller; inget är frågat eller sparat. / Nothing is asked or kept."""

    antal: int = Field(description="Rader. / Rows.")
    giltiga: int = Field(description="Rader som kan frågas. / Rows that can be asked.")
    dubbletter: int = Field(description="Rader med samma person som en tidigare. / Duplicates.")
    tolkning: ReadingOut
    justeringar: list[AdjustmentOut] = Field(description="De första hundra. / The first hundred.")
    fel: list[RowFaultOut] = Field(description="Varje felaktig rad. / Each faulty row.")


def query_shape(one: QueryTold, *, at: datetime, opens: datetime | None) -> dict[str, Any]:
    """Return a query; `opens`: when the closed service opens."""
    reason = one.pause.value if one.pause else one.reason
    return {
        "massfragaId": one.id,
        "status": one.state.value,
        "orsak": reason or None,
        "liknar": one.similar,
        "antal": one.total,
        "antalBesvarade": one.answered,
        "antalFel": one.without_answer,
        "skapad": instant(one.created_at),
        "beraknasKlar": _moment(ready_at(one, at=at)),
        "hamtasSenast": _moment(one.kept_until),
        "oppnar": _moment(one.opens_at if one.state is State.QUEUED and one.opens_at else opens),
    }


def row_shape(one: RowTold) -> dict[str, Any]:
    """Return a row's answer."""
    return {
        "rad": one.line,
        "egenReferens": one.own or None,
        "sammaSomRad": one.same_as,
        **answer_shape(one.told),
    }


def fault_shape(one: Fault | FaultTold) -> dict[str, Any]:
    """Return a row without an answer."""
    return {
        "rad": one.line,
        "kolumn": one.column or None,
        "egenReferens": one.own or None,
        "felkod": one.code,
        "detail": str(one.detail),
    }


def check_shape(checked: Checked) -> dict[str, Any]:
    """Return what a check found."""
    return {
        "antal": len(checked.persons) + len(checked.faults),
        "giltiga": len(checked.persons),
        "dubbletter": checked.doubles,
        "tolkning": {
            "teckenkodning": checked.reading.encoding,
            "avgransare": checked.reading.separator,
            "kolumn": checked.reading.column,
            "rubrikrad": checked.reading.header,
        },
        "justeringar": [
            {"rad": line, "justering": str(what.label)} for line, what, _ in checked.adjustments
        ],
        "fel": [fault_shape(one) for one in checked.faults],
    }


def kept_header(until: datetime | None) -> dict[str, str]:
    """Return Sunset (RFC 8594) of a result: when it goes; nothing before that is known."""
    return {"Sunset": format_datetime(until.astimezone(UTC), usegmt=True)} if until else {}


def _moment(at: datetime | None) -> str | None:
    return instant(at) if at else None
