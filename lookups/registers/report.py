"""What lies beside a file that was picked up: what came of it, for whoever sent it; nothing of a person."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, override

from lookups.registers.faults import No, refusal
from lookups.registers.models import Extract, LoadState


def report(name: str, extract: Extract | None, *, again: bool = False) -> Mapping[str, Any]:
    """Return the report of a file, to be written as JSON, in Swedish.

    `again` says that the same bytes were loaded before; without an extract no attempt came to an end.
    """
    with override("sv"):
        if extract is None:
            return {"fil": name, "utfall": str(LoadState.REFUSED.label), **_reason(No.FAILED, {})}
        already = gettext("Filen är redan inläst. Inget har ändrats.")
        return {
            "fil": name,
            "utfall": extract.get_state_display(),
            **(_reason(extract.reason, extract.reason_params) if extract.reason else {}),
            **({"anmarkning": already} if again else {}),
            "utdrag": str(extract.pk),
            "utlamnare": extract.agency,
            "slag": extract.sort,
            "skapat": extract.made_at.isoformat() if extract.made_at else None,
            "antal": {
                "lasta": extract.read,
                "nya": extract.new,
                "andrade": extract.changed,
                "oforandrade": extract.unchanged,
                "borta": extract.gone,
                "raderAtSidan": extract.refused,
            },
            "rader": [
                {"rad": one.line, "fel": one.wrong, "text": one.reason_text}
                for one in extract.refused_lines.all()
            ],
            "sekunder": extract.seconds,
            "sha256": extract.file_digest,
        }


def _reason(code: str, params: dict[str, str | int]) -> dict[str, Any]:
    return {"orsak": {"kod": str(code), "text": refusal(code, params)}}
