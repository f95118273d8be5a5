"""An extract file as numbered lines, plain or gzip: streamed, and no line may be larger than the ceiling."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from lookups.registers.faults import LoadRefused, No, Wrong, WrongLine

LINE_CEILING_MB = 4  # the largest persons of the published types are some hundred kilobytes
LINE_CEILING = LINE_CEILING_MB * 1024 * 1024
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error)


class _Hashed(io.RawIOBase):
    """Passes a file's bytes on and keeps their digest."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the two that io gives
        taken = self._file.readinto(buffer)  # type: ignore[attr-defined]  # a file opened without buffer
        self.digest.update(memoryview(buffer)[:taken])
        return int(taken)


class Source:
    """The lines of an open extract file, each with its number as an editor shows it; blank ones are passed over."""

    def __init__(self, lines: BinaryIO, hashed: _Hashed) -> None:
        self._lines = lines
        self._hashed = hashed
        self._number = 0

    def __iter__(self) -> Iterator[tuple[int, bytes | WrongLine]]:
        """Give each line, or what is wrong with it. Raises LoadRefused when the file is damaged."""
        while line := self._read():
            self._number += 1
            if self._number == 1:
                line = line.removeprefix(_BOM)
            if len(line) > LINE_CEILING:
                while not line.endswith(b"\n") and (line := self._read()):
                    pass
                yield self._number, WrongLine(Wrong.TOO_LONG, str(LINE_CEILING_MB))
            elif line := line.strip():
                yield self._number, line

    def _read(self) -> bytes:
        try:
            return self._lines.readline(LINE_CEILING + 1)
        except _DAMAGE as damage:
            raise LoadRefused(No.DAMAGED) from damage
        except OSError as fault:
            raise LoadRefused(No.UNREADABLE) from fault

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the file as far as it has been read, hex."""
        return self._hashed.digest.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open an extract file, compressed or not by its first bytes.

    Raises LoadRefused when it cannot be read.
    """
    try:
        file = path.open("rb", buffering=0)
    except OSError as fault:
        raise LoadRefused(No.UNREADABLE) from fault
    with file:
        try:
            compressed = file.read(2) == _GZIP
            file.seek(0)
        except OSError as fault:  # a directory, or a device that fails
            raise LoadRefused(No.UNREADABLE) from fault
        hashed = _Hashed(file)
        plain = io.BufferedReader(hashed, 1024 * 1024)
        if not compressed:
            yield Source(plain, hashed)
            return
        with gzip.GzipFile(fileobj=plain) as unpacked:
            yield Source(io.BufferedReader(unpacked, 1024 * 1024), hashed)
