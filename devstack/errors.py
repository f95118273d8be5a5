"""The one error of the start: a sentence that says what is wrong and what to do."""


class StackError(Exception):
    """Ends the start with status 2; its text is the whole message, without a traceback."""
