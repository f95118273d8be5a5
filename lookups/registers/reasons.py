"""Says what is wrong with a line and repeats none of it: the decoder's message becomes a code and a path."""

import re

import msgspec

from lookups.registers.faults import Wrong, WrongLine

_PATH = re.compile(r" - at `(?P<path>\$[^`]*)`$")
_FIELD = re.compile(r"field `(?P<name>[^`]*)`")
_NAME = re.compile(r"[A-Za-zÅÄÖåäö_]{1,60}")  # no digit: a key can be a value gone astray
_NUMBER_FIRST = re.compile(rb'\s*\{\s*"personnummer"\s*:\s*"([0-9]{12})"')
_MESSAGES = (
    ("Object missing required field", Wrong.MISSING),
    ("Object contains unknown field", Wrong.UNKNOWN),
    ("Expected `str` matching regex", Wrong.PATTERN),
    ("Invalid RFC3339", Wrong.PATTERN),
    ("Expected `datetime` with", Wrong.PATTERN),
    ("Expected `int` >=", Wrong.RANGE),
    ("Expected `int` <=", Wrong.RANGE),
    ("Expected `float` >=", Wrong.RANGE),
    ("Expected `float` <=", Wrong.RANGE),
    ("Number out of range", Wrong.RANGE),
    ("Integer value out of range", Wrong.RANGE),
)


def wrong_line(fault: Exception, raw: bytes) -> WrongLine:
    """Return the reason that a decoder's fault gives; the person is told where the line begins with the number."""
    person = number.group(1).decode() if (number := _NUMBER_FIRST.match(raw)) else ""
    if isinstance(fault, UnicodeDecodeError):
        return WrongLine(Wrong.ENCODING, person=person)
    if not isinstance(fault, msgspec.ValidationError):
        return WrongLine(Wrong.JSON, person=person)
    message = str(fault)
    wrong = next((one for text, one in _MESSAGES if message.startswith(text)), Wrong.KIND)
    return WrongLine(wrong, _where(message), person=person)


def _where(message: str) -> str:
    """Return the JSON path that a message tells, with the field it misses or does not know."""
    at = _PATH.search(message)
    path = at["path"] if at else "$"
    field = _FIELD.search(message) if message.startswith("Object") else None
    if field is None:
        return path
    return f"{path}.{field['name']}" if _NAME.fullmatch(field["name"]) else f"{path}.?"
