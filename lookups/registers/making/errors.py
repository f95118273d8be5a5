"""Why no test data are made; said to whoever runs the command."""


class TooFewNumbers(Exception):
    """There are not enough official test numbers for so many persons."""

    def __str__(self) -> str:
        return "There are not enough official test numbers for so many persons: use --identities bench."


class TooFewPersons(Exception):
    """So few persons leave no room for the named ones."""

    def __init__(self, named: int) -> None:
        super().__init__(f"The named persons alone are {named}: ask for more, or for --no-stories.")
