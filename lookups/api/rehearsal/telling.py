"""What version 10 would say where 9 was asked, from the log's outcomes: no extract is read anew, no content is told.

Which results occurred is told, never how often, and only of a day with answers about many persons. What is given and
what is not given here are one word, so that nothing tells of protection.
"""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.answers.model import Result
from lookups.answers.native import asked_under
from lookups.catalogue import services as catalogue
from lookups.catalogue.model import Klass
from portal.audit.sums import Occurred
from portal.organisations.models import Purpose
from portal.organisations.purpose_models import title
from portal.shell.formats import english
from portal.shell.tables import Cell, Head, Table

LEAST = 20  # persons that a day's answers are about, for anything to be told of it

Words = str | Promise
# By result: the column's words, what stands in 9, what stands in 10.
RESULTS: Sequence[tuple[tuple[Result, ...], Words, Words, Words]] = (
    (
        (Result.GIVEN, Result.WITHHELD),
        gettext_lazy("Uppgifter, eller lämnas inte ut"),
        gettext_lazy("Listan har poster; den är tom när uppgifter inte lämnas ut."),
        gettext_lazy("resultat är LAMNAD och rader finns; LAMNAS_INTE_UT när de inte lämnas ut."),
    ),
    (
        (Result.NOTHING_REGISTERED,),
        gettext_lazy("Inget registrerat"),
        gettext_lazy("Listan är tom."),
        gettext_lazy("resultat är INGET_REGISTRERAT."),
    ),
    (
        (Result.NOT_CHECKED,),
        gettext_lazy("Kunde inte kontrolleras"),
        gettext_lazy("utlamnare är FELANDE eller OTILLGANGLIG, eller en avvikelse INTERNT_FEL."),
        gettext_lazy("resultat är KUNDE_INTE_KONTROLLERAS, med orsak. Räkna det inte som noll."),
    ),
    (
        (Result.NOT_PERMITTED,),
        gettext_lazy("Ingår inte"),
        gettext_lazy("En avvikelse OBEHORIG."),
        gettext_lazy("resultat är OBEHORIG."),
    ),
)
_STANDS = {
    Klass.DECISIONS: "beslut",
    Klass.CLAIMS: "ansprak",
    Klass.PAYMENTS: "utbetalningar",
    Klass.PRELIMINARY: "utbetalningar",
    Klass.OTHER: "ovrigt",
}
_PERSON = (Klass.OTHER, "FK:GEPI")


def by_group(told: Occurred) -> Table:
    """Return the table of groups: where each is asked and stands in both versions, and which results occurred."""
    return Table(
        key="per-grupp",
        caption=_("Uppgifter som frågades"),
        heads=(
            Head(text=_("Uppgift")),
            Head(text=_("Frågas i 9 under")),
            Head(text=_("Frågas i 10 under")),
            Head(text=_("Står i 10 i")),
            *(Head(text=str(words)) for _kinds, words, _nine, _ten in RESULTS),
        ),
        rows=tuple(_group(*key, results) for key, results in sorted(told.results.items())),
    )


def legend() -> Table:
    """Return what each result looks like in both versions."""
    return Table(
        key="per-resultat",
        caption=_("Så står det i 9 och i 10"),
        heads=(Head(text=_("Vad")), Head(text=_("I 9")), Head(text=_("I 10"))),
        rows=tuple(
            (Cell(text=str(words)), Cell(text=str(nine)), Cell(text=str(ten)))
            for _kinds, words, nine, ten in RESULTS
        ),
    )


def refused(told: Occurred) -> Iterator[str]:
    """Yield what version 10 would refuse of the day's questions as they were put. Reads the purposes."""
    for one in Purpose.objects.filter(code__in=told.purposes).order_by("name"):
        name = title(one.name, one.english)
        if one.case_required:
            yield _("%(andamal)s kräver ärendenummer (arendereferens).") % {"andamal": name}
        if one.caseworker_required:
            yield _("%(andamal)s kräver handläggare (handlaggare).") % {"andamal": name}


def _group(klass: str, group: str, results: frozenset[str]) -> tuple[Cell, ...]:
    kind = Klass(klass)
    names = catalogue.row_names(group, "")
    return (
        Cell(text=names[1] if english() else names[0], note=group),
        Cell(text=asked_under(kind, group)),
        Cell(text=f"grupper.{kind.value}"),
        Cell(text="person" if (kind, group) == _PERSON else _STANDS[kind]),
        *(
            Cell(text=_("förekom") if any(one in results for one in kinds) else "–")
            for kinds, _words, _nine, _ten in RESULTS
        ),
    )
