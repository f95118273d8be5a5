"""The rows of a part as they lie sealed until they are asked."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

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
