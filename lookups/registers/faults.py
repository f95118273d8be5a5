"""What can be wrong with a line and with a whole extract file: a short code each, and its sentence.

Codes are kept in rows, sentences are said in the reader's language. None holds anything of a
person: a line is told by its number, a field by its JSON path.
"""

from django.db import DatabaseError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Wrong(TextChoices):
    """Why a line was put aside; `%(detail)s` is a path, a felkod, a line number or a size."""

    ENCODING = "kodning", _("Raden är inte UTF-8.")
    JSON = "json", _("Raden är inte giltig JSON.")
    TOO_LONG = "for_lang", _("Raden är längre än %(detail)s MB.")
    MISSING = "saknas", _("Ett obligatoriskt fält saknas: %(detail)s.")
    UNKNOWN = "okant_falt", _("Fältet finns inte i den publicerade typen: %(detail)s.")
    KIND = "fel_typ", _("Värdet har fel typ: %(detail)s.")
    PATTERN = "fel_form", _("Värdet har fel form: %(detail)s.")
    RANGE = "for_stort", _("Talet är för stort: %(detail)s.")
    STORAGE = "otillatet_tecken", _("En text har ett tecken som inte kan lagras (NUL).")
    IDENTITY = "ogiltigt_nummer", _("Personens nummer är inte giltigt: %(detail)s.")
    FORMER = "ogiltigt_tidigare", _("Ett tidigare nummer är inte giltigt: %(detail)s.")
    TEST_NUMBER = "testnummer", _("Testnummer tas inte emot utanför testmiljön.")
    REPEATED = "dubblett", _("Personen finns redan på rad %(detail)s.")
    REMOVED = "borttagen", _("Borttagen kan bara stå ensamt, i ett ändringsutdrag.")


class No(TextChoices):
    """Why a whole extract was refused."""

    UNREADABLE = "olasbar", _("Filen går inte att läsa.")
    DAMAGED = (
        "skadad",
        _("Filen är avkortad eller skadad: den komprimerade delen går inte att läsa till slutet."),
    )
    EMPTY = "tom", _("Filen är tom.")
    NO_MANIFEST = "manifest_saknas", _("Första raden är inget manifest.")
    MANIFEST_FIELD = "manifest_falt", _("Manifestets fält %(detail)s saknas eller är fel.")
    FORMAT = "format", _('Filens format är inte "extract/1".')
    AGENCY = "utlamnare", _("Utlämnaren är varken FK eller PM.")
    SORT = "slag", _('Utdragets slag är varken "full" eller "andringar".')
    TIME = "skapat", _("Tiden skapat saknas, saknar tidszon eller är ingen tid.")
    FUTURE = "framtid", _("Utdraget säger sig vara gjort %(detail)s, mer än en månad fram i tiden.")
    NOT_NEWER = "inte_nyare", _("Utdraget är inte nyare än det som är inläst (%(detail)s).")
    NO_BASE = "saknar_grund", _("Ett ändringsutdrag kräver att ett fullt utdrag är inläst.")
    COUNT = "antal", _("Manifestet säger %(said)s personer, filen har %(read)s.")
    TOO_MANY_WRONG = (
        "for_manga_fel",
        _("%(wrong)s av %(read)s rader är felaktiga, mer än 1 procent."),
    )
    FALL = "fall", _("Antalet personer faller från %(before)s till %(after)s, mer än 10 procent.")
    NOT_TEST_NUMBERS = (
        "inte_testnummer",
        _(
            "Rad %(detail)s har ett nummer som inte är ett testnummer. Testmiljön tar inte emot andra."
        ),
    )
    BUSY = "pagar", _("En annan inläsning av samma utlämnares utdrag pågår.")
    STOPPED = "avbruten", _("Inläsningen avbröts innan den var klar.")
    FAILED = "fel", _("Inläsningen stoppades av ett fel i tjänsten. Felet är noterat.")


class FolderFault(TextChoices):
    """Why no file can be picked up."""

    MISSING = "saknas", _("Mappen finns inte.")
    UNREADABLE = "olasbar", _("Mappen går inte att läsa.")
    UNWRITABLE = "skrivskyddad", _("Filer går inte att flytta i mappen.")


class FileFault(TextChoices):
    """Why a file still lies where it came."""

    UNREADABLE = "olasbar", _("Filen går inte att läsa.")
    UNMOVABLE = "orubblig", _("Filen går inte att flytta.")
    FAILED = "fel", _("Inläsningen stoppades av ett fel i tjänsten och görs om.")


class FolderBroken(Exception):
    """No file can be picked up there."""

    def __init__(self, fault: FolderFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class WrongLine(ValueError):
    """A line that is put aside; `person` is its number where it can be told for certain."""

    def __init__(self, wrong: Wrong, detail: str = "", *, person: str = "") -> None:
        super().__init__(wrong.value)
        self.wrong = wrong
        self.detail = detail
        self.person = person


class LoadRefused(Exception):
    """The whole extract is refused: nothing of it is taken."""

    def __init__(self, no: No, **params: str | int) -> None:
        super().__init__(no.value)
        self.no = no
        self.params = params


class LoadBroken(RuntimeError):
    """The database failed under a load; told by its state and constraint, never by its message."""

    def __init__(self, fault: DatabaseError) -> None:
        told = getattr(fault.__cause__, "diag", None)
        state, rule = getattr(told, "sqlstate", None), getattr(told, "constraint_name", None)
        super().__init__(" ".join(filter(None, [type(fault).__name__, state, rule])))


def sentence(code: str, detail: str) -> str:
    """Return a put-aside line's reason in the active language."""
    return str(Wrong(code).label) % {"detail": detail}


def refusal(code: str, params: dict[str, str | int]) -> str:
    """Return a refused extract's reason in the active language."""
    return str(No(code).label) % params
