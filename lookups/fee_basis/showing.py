"""The page of one answer as the basis of a care fee, in words: templates lay it out and decide nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lookups.care_fees import hints
from lookups.fee_basis import treatment
from lookups.fee_basis.model import Basis, Reason, Where
from lookups.fee_basis.services import Read
from lookups.fee_basis.summing import summary
from lookups.fee_basis.tables import SUMMED, of_other_months, reclaim, said, table, taxes
from lookups.fee_basis.words import (
    gap_words,
    look_words,
)
from lookups.online.model import Told
from lookups.online.present import present
from lookups.online.present.model import Extract, Notice, Record
from lookups.online.present.model import Line as Labelled
from portal.shell import formats
from portal.shell.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """By whom and for whom an answer was asked, as the printed record says it, and until when it can be read."""

    by: str
    organisation: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One person's part of the page. `withheld`: nothing is told of them here."""

    key: str
    record: Record
    notice: Notice | None
    replaced: str
    covered: str
    extracts: tuple[Extract, ...]
    withheld: bool
    nothing: str  # said where no decision and no payment is told
    gaps: Sequence[str]
    looks: Sequence[str]
    tables: Sequence[Table]  # what is summed and what stands apart
    left: Table
    others: str  # how many payments of other months are left, too
    reclaims: Sequence[str]  # shown, and in no sum
    taxes: Sequence[str]
    housing_costs: Sequence[Labelled]
    household: Sequence[Labelled]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The whole page."""

    day: str
    parts: Sequence[Part]
    summary: Table
    together: Sequence[str]  # whose column stands beside whose, and why; or why none does
    how: Sequence[str]
    table: str
    own: Sequence[str]
    formula: str


def view(read: Read) -> View:
    """Return an answer and the spouse's as the page shows them, in the active language."""
    kept = [read.kept, *([read.spouse.kept] if read.spouse else [])]
    bases = [read.basis, *([read.spouse.basis] if read.spouse else [])]
    parts = [
        part(
            one.told,
            basis,
            Asked(by=one.asked_by, organisation=one.organisation, until=one.until),
            key=f"person-{n}",
            alone=len(kept) == 1,
        )
        for n, (one, basis) in enumerate(zip(kept, bases, strict=True), 1)
    ]
    return View(
        day=formats.short_date(read.basis.on),
        parts=parts,
        summary=summary(
            [(one.record.number, basis) for one, basis in zip(parts, bases, strict=True)]
        ),
        together=_together(read, parts),
        how=how(),
        table=treatment.name(read.table, read.kept.organisation),
        own=treatment.own(read.table),
        formula=hints.formula(),
    )


def how() -> list[str]:
    """Return what the sums are made of."""
    return [
        _(
            "Summorna är ett hjälpmedel efter er behandlingstabell och inget beslut. Beloppen är de beslutade per "
            "månad som gäller den valda dagen. Belopp per kvartal, halvår eller år delas på månaderna; andra räknas "
            "inte om."
        ),
        _(
            "Skatten är den som en utbetalning av just de beslutade beloppen visar: den månadens, eller annars den "
            "senaste före. Försäkringskassan drar skatt per förmån, Pensionsmyndigheten på hela utbetalningen. Andra "
            "avdrag, som kvittning och utmätning, minskar inte inkomsten här."
        ),
    ]


def _together(read: Read, parts: Sequence[Part]) -> list[str]:
    if read.spouse and len(parts) == 2:
        numbers = {"ena": parts[0].record.number, "andra": parts[1].record.number}
        told = (
            _(
                "%(andra)s visas bredvid: svaret om %(ena)s anger dem som hushåll, och båda är frågade i ärendet."
            )
            if read.spouse.told
            else _(
                "%(andra)s visas bredvid: den andra personen som du har frågat om i ärendet. Svaren säger inte att de "
                "hör ihop."
            )
        )
        bases = (read.basis, read.spouse.basis)
        named = zip((one.record.number for one in parts), bases, strict=True)
        return [told % numbers, *shared(list(named))]
    if read.more:
        return [
            _(
                "Flera andra personer är frågade i ärendet, och svaret anger ingen av dem som hushåll: "
                "ingen visas bredvid."
            )
        ]
    return []


def together(both: Sequence[tuple[str, Basis]], line: int) -> list[str]:
    """Return why the row of a line stands beside another's, and what the sums of both are."""
    (one, _own), (other, _theirs) = both
    told = _(
        "%(andra)s på rad %(rad)s visas bredvid: svaret om %(ena)s anger dem som hushåll, och båda raderna har samma "
        "ärendenummer."
    )
    return [told % {"ena": one, "andra": other, "rad": formats.number(line)}, *shared(both)]


def shared(both: Sequence[tuple[str, Basis]]) -> Iterator[str]:
    """Yield what the sums of two are, each told by number, or whose part keeps them from being any."""
    dead = [number for number, basis in both if basis.dead]
    unknown = [number for number, basis in both if basis.net is None]
    for number in dead:
        yield _("%(nummer)s är avliden: inkomsterna läggs inte ihop och delas inte.") % {
            "nummer": number
        }
    for number in [] if dead else unknown:
        yield _(
            "Inkomsten efter skatt för %(nummer)s är inte känd, och okänt är inte noll: summan och hälften går inte "
            "att räkna."
        ) % {"nummer": number}
    if not dead and not unknown:
        yield _("För makar läggs inkomsterna ihop och delas lika; det visas som hjälp.")


def part(told: Told, basis: Basis, asked: Asked, *, key: str, alone: bool = True) -> Part:
    """Return one person's part; `key` begins its ids on the page; not `alone`: its tables say whose they are."""
    shown = present(told, asked_by=asked.by, organisation=asked.organisation, until=asked.until)
    nothing = ""
    if not basis.withheld and not basis.lines:
        nothing = _(
            "Inga beslut och inga utbetalningar är lämnade. Det betyder inte att inkomst saknas."
        )
    left = basis.of(Where.LEFT)
    here = [one for one in left if one.reason is not Reason.OTHER_MONTH]
    of = (key, "" if alone else shown.record.number)
    return Part(
        key=key,
        record=shown.record,
        notice=shown.notice,
        replaced=shown.replaced,
        covered=shown.covered,
        extracts=shown.extracts,
        withheld=basis.withheld,
        nothing=nothing,
        gaps=gap_words(basis),
        looks=look_words(basis),
        tables=[
            table(where, basis.of(where), basis, of)
            for where in (*SUMMED, Where.APART)
            if basis.of(where)
        ],
        left=table(Where.LEFT, here, basis, of),
        others=of_other_months(len(left) - len(here)),
        reclaims=[reclaim(one) for one in basis.reclaims],
        taxes=list(taxes(basis)),
        housing_costs=[said(one) for one in basis.housing_costs],
        household=[said(one) for one in basis.household],
    )
