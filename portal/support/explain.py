"""A call in words, as support reads it to the one who rang: was it refused, by which limit, and what was told."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.problems import PROBLEMS
from portal.quotas.errors import QuotaExceeded, Wait
from portal.quotas.figures import Figures
from portal.reference import short
from portal.support.calls import Call
from portal.support.story import exact
from portal.usage.lanes import LABELS
from portal.usage.told import way


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A label with its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A call as its page shows it: what happened in sentences, then its facts; `sentence` is what the caller read."""

    happened: str
    sentence: str
    todo: str
    lines: tuple[Line, ...]


def explained(call: Call, figures: Figures) -> Explained:
    """Return a call in words; `figures` are what held when it came."""
    facts = (
        Line(label=_("Tid"), value=exact(call.at)),
        Line(label=_("Organisation"), value=call.organisation.name),
        Line(label=_("Tjänst"), value=str(call.service.label)),
        Line(label=_("Kanal"), value=way(call.channel, call.client)),
        *([Line(label=_("Version"), value=call.version)] if call.version else []),
        Line(label=_("Referens"), value=short(call.request_id)),
        Line(label=_("Begäran"), value=str(call.request_id)),
    )
    if call.bound_by is None:
        return Explained(happened=_let_in(call), sentence="", todo="", lines=facts)
    refusal = QuotaExceeded(call.bound_by, wait_ms=call.wait_ms, figures=figures)
    bound = (
        Line(label=_("Gräns"), value=str(LABELS[call.bound_by])),
        Line(label=_("Väntan som angavs"), value=str(Wait(call.wait_ms))),
    )
    return Explained(
        happened=_(
            "Frågan nekades av en gräns i avtalet. Inget lämnades ut, och en nekad fråga räknas inte."
        ),
        sentence=str(refusal.detail),
        todo=str(PROBLEMS[QuotaExceeded.slug].todo),
        lines=(*facts[:3], *bound, *facts[3:]),
    )


def _let_in(call: Call) -> str:
    if call.holds:
        return _("Ingen gräns nekade frågan. Den är insläppt och håller fortfarande sin plats.")
    return _(
        "Ingen gräns nekade frågan: den släpptes in. Fick den inget svar beror det på något annat än gränserna."
    )
