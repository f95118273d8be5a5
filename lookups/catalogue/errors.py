"""What the description refuses."""


class Inconsistent(ValueError):
    """A file of the description contradicts the contract or itself; `faults` name each place."""

    def __init__(self, file: str, faults: tuple[str, ...]) -> None:
        super().__init__(f"{file}: " + "; ".join(faults))
        self.file = file
        self.faults = faults
