"""Story 7, Kerstin Tomsson: nothing registered at FK, and PM does not know her at all."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making.stories.story import Dossier, Somebody, Story

KERSTIN = Somebody(number="200005112388", name="Kerstin Tomsson")


def tell(day: date) -> Iterator[Dossier]:
    """Return her one dossier: person information and nothing else."""
    yield KERSTIN.at_fk(day, house=7)


STORY = Story(number=KERSTIN.number, line="nothing registered at either agency", tell=tell)
