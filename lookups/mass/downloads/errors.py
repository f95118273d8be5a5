"""What downloads say no with, beside what any reading is refused with."""

from lookups.mass.errors import MassQueryNotThere


class DownloadNotThere(MassQueryNotThere):
    """There is no such file, it is somebody else's, or its day has passed."""
