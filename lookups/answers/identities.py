"""Identity numbers as the documents write them, to 12 digits; an unclear one is nobody's."""

from typing import Any


def number_of(value: Any) -> str | None:
    """Return the 12 digits of a number, a Person or an object with `person`; None: unclear whose.

    Ten digits have no century of their own; a Person's date of birth gives it.

    >>> number_of("198808132388"), number_of({"personnummer": "8808132388", "foddes": "1988-08-13"})
    ('198808132388', '198808132388')
    >>> number_of("8808132388") is None
    True
    """
    born = ""
    if isinstance(value, dict):
        born = str(value.get("foddes") or value.get("fodelsedatum") or "").replace("-", "")
        value = value.get("personnummer") or value.get("person")
    if not isinstance(value, str) or not (value.isascii() and value.isdigit()):
        return None
    if len(value) == 12:
        return value
    same_month = len(born) >= 6 and born.isdigit() and born[2:6] == value[:4]
    return born[:2] + value if len(value) == 10 and same_month else None


def numbers_in(value: Any) -> tuple[str | None, ...]:
    """Return the persons that a field names, one by one; None for one who cannot be told who it is.

    FK writes two payees as one text, and an authority as a word, which is nobody.

    >>> numbers_in("199005222386/198805162396"), numbers_in("MYNDIGHETSUTBETALNING")
    (('199005222386', '198805162396'), ())
    """
    if isinstance(value, str):
        return tuple(number_of(one) for one in value.split("/") if any(map(str.isdigit, one)))
    return (number_of(value),)
