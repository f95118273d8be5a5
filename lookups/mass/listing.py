"""The list of mass queries as a table, in words."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from lookups.mass import telling
from lookups.mass.model import QueryTold
from lookups.mass.reads import day_and_time
from lookups.mass.states import State
from portal.access.askers import Asker
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table


def table(queries: Sequence[QueryTold], asker: Asker) -> Table:
    """Return the queries as rows; a colleague's can be taken over where something of it is left."""
    return Table(
        key="massfragor",
        caption=_("Organisationens massfrågor"),
        heads=(
            Head(text=_("Namn eller fil")),
            Head(text=_("Status")),
            Head(text=_("Klart"), numeric=True),
            Head(text=_("Antal"), numeric=True),
            Head(text=_("Fel"), numeric=True),
            Head(text=_("Ärende")),
            Head(text=_("Ansvarig")),
            Head(text=_("Hämtas senast")),
            Head(text=_("Ändra ansvarig")),
        ),
        rows=tuple(_row(one, asker) for one in queries),
        empty=_(
            "Här visas organisationens massfrågor. Börja med att kontrollera en fil: "
            "det kostar inget och frågar inget."
        ),
    )


def _row(one: QueryTold, asker: Asker) -> tuple[Cell, ...]:
    theirs = one.responsible_user != asker.user and one.state is not State.REMOVED
    return (
        Cell(
            text=one.name or day_and_time(one.created_at),
            href=reverse("mass:query", args=[one.id]),
        ),
        Cell(text=telling.state_of(one)),
        Cell(text=formats.number(one.answered), numeric=True),
        Cell(text=formats.number(one.total), numeric=True),
        Cell(text=formats.number(one.without_answer), numeric=True),
        Cell(text=one.case or "–"),
        Cell(text=one.responsible or one.asker_name),
        Cell(text=day_and_time(one.kept_until) or "–"),
        Cell(text=_("Ta över"), href=reverse("mass:take_over", args=[one.id]))
        if theirs
        else Cell(text="–"),
    )
