"""Why a file as a whole cannot be taken in, before anything of it is asked or kept."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from portal.api.errors import PayloadTooLarge
from portal.errors import InvalidRequest
from portal.shell import formats

MB = 1024 * 1024


class UnreadableFile(InvalidRequest):
    """The file cannot be read as rows of persons; the variant says why."""

    variants = {
        "empty": _("Filen är tom."),
        "header_alone": _("Filen har bara en rubrikrad."),
        "other_kind": _("Filen är inte den typ som namnet säger. Spara den som csv eller xlsx."),
        "damaged": _("Filen är skadad och går inte att öppna. Spara om den."),
        "password": _("Filen är låst med lösenord. Ta bort låset."),
        "macro": _("Filer med makron tas inte emot. Spara som xlsx."),
        "bomb": _("Filen blir större än %(mb)s MB när den packas upp."),
        "long_line": _("Rad %(rad)s är längre än %(n)s tecken. Är avgränsaren rätt?"),
        "nul": _("Filen innehåller tecken som inte hör till text."),
        "no_column": _("Ingen kolumn innehåller personnummer."),
        "several": _("Flera kolumner kan innehålla nummer: %(kolumner)s."),
    }
    codes: ClassVar[Mapping[str, str]] = {
        "empty": "tom_fil",
        "header_alone": "bara_rubrik",
        "other_kind": "annan_filtyp",
        "damaged": "skadad_fil",
        "password": "last_fil",
        "macro": "makron",
        "bomb": "for_stor_uppackad",
        "long_line": "for_lang_rad",
        "nul": "inte_text",
        "no_column": "ingen_kolumn",
        "several": "flera_kolumner",
    }

    def __init__(self, variant: str, *, field: str = "fil", **params: Any) -> None:
        """Refuse the file for one reason."""
        super().__init__(field, variant=variant, **params)


class FileTooLarge(PayloadTooLarge):
    """The file holds more bytes or persons than the operator allows."""

    sentence = _("Filen får vara högst %(mb)s MB och %(antal)s personer. Dela upp den.")
    variants = {
        "rows": _("Filen har %(antal)s rader. Taket är %(tak)s per massfråga. Dela upp den."),
    }

    def __init__(self, *, size: int, rows: int, counted: int | None = None) -> None:
        """Refuse, with both ceilings (bytes, persons), or with how many rows were counted."""
        if counted is None:
            super().__init__("fil", mb=size // MB, antal=formats.number(rows))
        else:
            ceiling, found = formats.number(rows), formats.number(counted)
            super().__init__("fil", variant="rows", antal=found, tak=ceiling)
