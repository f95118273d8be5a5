"""The folder where extract files come: what lies there, whether it can be worked in, and moving what was taken.

Nothing here reads a file's content.
"""

import fcntl
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lookups.registers.faults import FolderBroken, FolderFault

LOADED, REFUSED = "loaded", "refused"
REPORT = ".report.json"
UNFINISHED = (".part", ".partial", ".filepart", ".tmp")  # names that senders use while they write
_LOCK = ".pick-up.lock"
_LONGEST = 200  # bytes of a name, so that what is put after it has room (a file system takes 255)


@dataclass(frozen=True, slots=True)
class Lying:
    """A file as it lies there: bytes, and when it was last written (nanoseconds, by the file system's own clock)."""

    path: Path
    size: int
    modified: int

    @property
    def name(self) -> str:
        """Return its name as text; bytes that are no UTF-8 are spelled out."""
        return os.fsencode(self.path.name).decode("utf-8", "backslashreplace")


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Give whether nobody else works in the folder; theirs or ours, the hold dies with the process.

    Raises FolderBroken when it is not there, or files cannot be read or moved there.
    """
    if not folder.is_dir():
        raise FolderBroken(FolderFault.MISSING)
    if not os.access(folder, os.R_OK | os.X_OK):
        raise FolderBroken(FolderFault.UNREADABLE)
    try:
        places = [folder, folder / LOADED, folder / REFUSED]
        for place in places[1:]:
            place.mkdir(exist_ok=True)
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o660)
    except OSError as fault:
        raise FolderBroken(FolderFault.UNWRITABLE) from fault
    try:
        if not all(os.access(place, os.W_OK | os.X_OK) for place in places):
            raise FolderBroken(FolderFault.UNWRITABLE)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(lock)


def lying(folder: Path) -> list[Lying]:
    """Return the files that may be extracts, by name: no folder, link, device, hidden or unfinished file."""
    found = []
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name.lower().endswith(UNFINISHED):
            continue
        with suppress(OSError):  # taken away meanwhile
            told = path.lstat()
            if stat.S_ISREG(told.st_mode):
                found.append(Lying(path, told.st_size, told.st_mtime_ns))
    return sorted(found, key=lambda one: one.name)


def move(file: Lying, place: str, report: Mapping[str, Any]) -> str:
    """Move a file to `loaded` or `refused` with its report beside it; return where it lies, from the folder.

    What lies there already stays as it is: the newcomer gets a number. Raises OSError, FileNotFoundError when the
    file is gone.
    """
    target = _free(file.path.parent / place, file.path.name)
    beside = target.with_name(f"{target.name}{REPORT}")
    written = target.with_name(f".{target.name}{REPORT}")
    written.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    written.replace(beside)  # whole, or not there
    try:
        file.path.rename(target)
    except OSError:
        beside.unlink()
        raise
    return f"{place}/{os.fsencode(target.name).decode('utf-8', 'backslashreplace')}"


def _free(place: Path, name: str) -> Path:
    """Return a path where nothing lies; nobody else moves anything there meanwhile."""
    short = os.fsdecode(os.fsencode(name)[:_LONGEST])
    target, number = place / short, 1
    while os.path.lexists(target):
        number += 1
        target = place / f"{short}.{number}"
    return target
