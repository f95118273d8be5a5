"""Why an end cannot be prolonged."""

from portal.versions.words import REASONS


class NotProlonged(ValueError):
    """The end stands as it did; `reason` names why, `sentence` says it."""

    def __init__(self, reason: str, **told: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.told = told

    @property
    def sentence(self) -> str:
        """Return why, in the reader's language."""
        return str(REASONS[self.reason]) % self.told
