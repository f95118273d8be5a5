"""What a change is: it alters a line in place, and says whether it could."""

from collections.abc import Callable
from datetime import date
from random import Random

from lookups.registers.making.shapes import Json

Change = Callable[[Json, date, Random], bool]
