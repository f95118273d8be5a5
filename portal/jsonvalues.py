"""How Redis keeps the cache's values: whole numbers as digits, so that it can count, all else as JSON; no pickles."""

import json
from typing import Any


class Serializer:
    """Django's RedisCache pickles by default; whoever can write there could then run code here."""

    def dumps(self, value: Any) -> int | str:
        """Return a value as Redis keeps it. Raises TypeError for what JSON cannot hold."""
        return value if type(value) is int else json.dumps(value)

    def loads(self, told: bytes) -> Any:
        """Return the value of what Redis kept."""
        return json.loads(told)
