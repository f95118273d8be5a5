"""An answer of a mass query as version 10 writes it on a line of its own."""

import msgspec

from lookups.api.v10.shapes import answer_shape
from lookups.mass.results import RowTold

_encoder = msgspec.json.Encoder(decimal_format="string")


def line(told: RowTold) -> bytes:
    """Return the answer as JSON, without the line's end."""
    shape = {
        "rad": told.line,
        "egenReferens": told.own or None,
        "sammaSomRad": told.same_as,
        **answer_shape(told.told),
    }
    return _encoder.encode(shape)
