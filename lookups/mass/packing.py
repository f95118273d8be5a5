"""The rows of a part as they lie sealed until they are asked, and the answers as they lie until they are read."""

import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from lookups.online import packing
from lookups.online.model import Told
from portal.sealing import opened, sealed


class RowToAsk(msgspec.Struct, frozen=True, array_like=True):
    """A row that may be asked; `same_as` is the line of an earlier row with the same person."""

    line: int
    number: str  # 12 digits
    own: str = ""
    case: str = ""
    same_as: int | None = None


_decode = msgspec.json.Decoder(list[RowToAsk]).decode


def pack(rows: Iterable[RowToAsk], *, at: datetime) -> bytes:
    """Return the rows sealed."""
    return sealed(msgspec.json.encode(list(rows)), at=at)


def unpack(packed: bytes | memoryview) -> Sequence[RowToAsk]:
    """Return the rows that `pack` was given."""
    return _decode(opened(packed))


def seal_answer(told: Told) -> bytes:
    """Return an answer sealed; packed small first, since what is sealed does not compress."""
    return sealed(zlib.compress(packing.pack(told), 1), at=told.at)


def open_answer(packed: bytes | memoryview) -> Told:
    """Return the answer that `seal_answer` was given."""
    return packing.unpack(zlib.decompress(opened(packed)))
