"""An answer of a mass query as version 10 writes it on a line of its own."""

import msgspec

from lookups.api.v10.mass_out import row_shape
from lookups.mass.results import RowTold

_encoder = msgspec.json.Encoder(decimal_format="string")


def line(told: RowTold) -> bytes:
    """Return the answer as JSON, without the line's end."""
    return _encoder.encode(row_shape(told))
