"""How a file was read, in words (texts.md 3.4): what the check page shows beside the rows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.mass.files.model import Adjustment, Kind, Reading

_KINDS = {Kind.PASTED: gettext_lazy("inklistrade nummer")}
_SEPARATORS = {
    "semikolon": gettext_lazy("semikolon"),
    "komma": gettext_lazy("komma"),
    "tabb": gettext_lazy("tabb"),
}


def told(reading: Reading) -> str:
    """Return the sentence: "Så lästes filen: csv, teckenkodning Windows-1252, avgränsare semikolon, …"."""
    parts = [str(_KINDS.get(reading.kind, reading.kind.value))]
    if reading.encoding:
        parts.append(_("teckenkodning %(kodning)s") % {"kodning": reading.encoding})
    if reading.separator:
        mark = _SEPARATORS.get(reading.separator, reading.separator)
        parts.append(_("avgränsare %(avgransare)s") % {"avgransare": mark})
    if reading.kind not in {Kind.JSON, Kind.NDJSON}:
        parts.append(_("med rubrikrad") if reading.header else _("utan rubrikrad"))
        parts.append(_("nummer i kolumn %(kolumn)s") % {"kolumn": reading.column})
    if reading.sheet:
        parts.append(_("blad %(blad)s") % {"blad": reading.sheet})
    return _("Så lästes filen: %(delar)s.") % {"delar": ", ".join(parts)}


def warnings(reading: Reading) -> list[str]:
    """Return what the user should look at: an encoding that is a guess, sheets that were not read."""
    warned = []
    if reading.uncertain:
        warned.append(_("Teckenkodningen är osäker. Kontrollera å, ä och ö i exemplet."))
    if reading.other_sheets:
        warned.append(
            _("Bara bladet %(blad)s är läst. %(antal)s andra blad, även dolda, är inte lästa.")
            % {"blad": reading.sheet, "antal": reading.other_sheets}
        )
    return warned


def mended(adjustment: Adjustment, *, same_as: int | None = None) -> str:
    """Return what was mended in a row; `same_as` is the row that the person stood in first."""
    if adjustment is Adjustment.SAME and same_as is not None:
        return _("Samma person som rad %(rad)s") % {"rad": same_as}
    return str(adjustment.label)
