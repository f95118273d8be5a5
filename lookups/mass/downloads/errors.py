"""What downloads say no with, beside what any reading is refused with."""

from uuid import UUID

from lookups.mass.errors import MassQueryNotThere, NotNow


class DownloadNotThere(MassQueryNotThere):
    """There is no such file, it is somebody else's, or its day has passed."""


class BeingMade(NotNow):
    """The file is being made, for the first time or again: there is nothing to fetch yet. `query`: on whose page."""

    def __init__(self, *, query: UUID, status: str) -> None:
        self.query = query
        super().__init__(status=status)
