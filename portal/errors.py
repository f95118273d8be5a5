"""Refusal, the base of every no: page, API and documentation all read these classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.problem_texts.kinds import Text
from portal.problems import PROBLEMS, Whose

WAIT = 5  # seconds to wait for a database, a log or a count that is away


class Refusal(Exception):
    """A no with a name, a status and one sentence, the same on page and API. Never holds personal data.

    A subclass sets `slug` (a key of PROBLEMS, owned by one class for good) and `sentence`, or several in `variants`.
    `%(x)s` in a sentence is filled from the parameters.
    """

    slug: ClassVar[str] = ""
    sentence: ClassVar[Text] = ""
    variants: ClassVar[Mapping[str, Text]] = {}
    owners: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        """Hold each name to one class. Raises TypeError for an unknown name and for a second owner."""
        super().__init_subclass__(**options)
        slug = cls.__dict__.get("slug")
        if slug is None:
            return
        if slug not in PROBLEMS:
            message = f"{cls.__name__}: {slug!r} is no name of a problem"
            raise TypeError(message)
        name = f"{cls.__module__}.{cls.__qualname__}"
        if Refusal.owners.setdefault(slug, name) != name:
            message = f"{name}: {slug!r} belongs to {Refusal.owners[slug]}"
            raise TypeError(message)

    def __init__(
        self,
        field: str | None = None,
        *,
        variant: str | None = None,
        headers: Mapping[str, str] | None = None,
        whose: Whose | None = None,
        **params: Any,
    ) -> None:
        """Refuse, at a field (of the form, or key of the JSON) where it concerns one."""
        super().__init__(self.slug)
        self.field = field
        self.variant = variant
        self.headers: dict[str, str] = dict(headers or {})
        self.params = params
        self.whose = whose or PROBLEMS[self.slug].whose

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return PROBLEMS[self.slug].status

    @property
    def title(self) -> str:
        """Return the name's fixed short text, in the active language."""
        return str(PROBLEMS[self.slug].title)

    @property
    def detail(self) -> str:
        """Return the sentence for this case, in the active language."""
        sentence = self.variants[self.variant] if self.variant else self.sentence
        return str(sentence % self.params)

    def members(self) -> dict[str, Any]:
        """Return the extension members that the problem document carries."""
        return {
            name: self.params[name] for name in PROBLEMS[self.slug].carries if name in self.params
        }

    def __str__(self) -> str:
        """Return the name and the variant: what logs may hold."""
        return f"{self.slug} {self.variant}" if self.variant else self.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a request: where (JSON Pointer, RFC 6901; "" is the whole), its code, and its sentence."""

    pointer: str
    felkod: str
    detail: Text


class InvalidRequest(Refusal):
    """The request is malformed: a field is missing, unknown or has the wrong form."""

    slug = "invalid-request"
    sentence = ngettext_lazy(
        "Frågan har %(antal)s fel. Varje fel står i listan med sin plats.",
        "Frågan har %(antal)s fel. Varje fel står i listan med sin plats.",
        "antal",
    )
    variants = {
        "json": _("Innehållet går inte att läsa som JSON."),
        "actor": _("Ange aktör: systemklienten företräder flera."),
        "purpose": _("Ange ändamål: systemklienten har inget förvalt."),
    }
    codes: ClassVar[Mapping[str, str]] = {"json": "json", "actor": "saknas", "purpose": "saknas"}

    def __init__(
        self,
        field: str | None = None,
        *,
        faults: Sequence[Fault] = (),
        variant: str | None = None,
        headers: Mapping[str, str] | None = None,
        **params: Any,
    ) -> None:
        """Refuse for the faults, or for the one that the variant names."""
        faults = tuple(faults)
        if variant:
            place = f"/{field}" if field else ""
            told = self.variants[variant] % params if params else self.variants[variant]
            faults += (Fault(pointer=place, felkod=self.codes[variant], detail=told),)
        super().__init__(field, variant=variant, headers=headers, antal=len(faults), **params)
        self.faults = faults

    def members(self) -> dict[str, Any]:
        """Return the faults, each with its place."""
        return {
            "errors": [
                {"pointer": one.pointer, "felkod": one.felkod, "detail": str(one.detail)}
                for one in self.faults
            ]
        }


class NotFound(Refusal):
    """There is nothing there, or nothing that the asker may see."""

    slug = "not-found"
    sentence = _("Det du söker finns inte, eller så har ni inte tillgång till det.")


class Conflict(Refusal):
    """What is asked for runs against something that is there already; who refuses says which."""

    slug = "conflict"


class TemporarilyUnavailable(Refusal):
    """Something that an answer needs is away (database, log or count): nothing was asked or counted."""

    slug = "temporarily-unavailable"
    sentence = _("Frågan är inte ställd och räknas inte. Försök igen om %(vanta)s sekunder.")

    def __init__(self, *, wait: int = WAIT) -> None:
        """Refuse; `wait` is whole seconds."""
        super().__init__(headers={"Retry-After": str(wait)}, vanta=wait)


class StorageFull(Refusal):
    """There is no room for a file: nothing of it is kept."""

    slug = "storage-full"
    sentence = _("Utrymmet hos tjänsten är slut. Inget av filen är sparat.")


class InternalError(Refusal):
    """A fault that the service did not expect."""

    slug = "internal-error"
    sentence = _("Felet är noterat.")
    variants = {
        "nothing": _("Felet är noterat. Inga uppgifter har lämnats ut genom det här anropet.")
    }
