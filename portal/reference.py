"""A request's id, and its short form to say on the telephone: `K7QF-3M2P`. Pure."""

from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs: no 0, O, 1, I


def short(request_id: UUID) -> str:
    """Return the reference of a request: the last 40 bits of its id, as two times four signs.

    >>> short(UUID("00000000-0000-4000-8000-000000000021"))
    '2222-2233'
    """
    rest = request_id.int & 0xFF_FFFF_FFFF
    signs = "".join(ALPHABET[rest >> shift & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def urn(request_id: UUID) -> str:
    """Return the id as a URI, which is the `instance` of a problem (RFC 9562)."""
    return f"urn:uuid:{request_id}"


def last_digits(reference: str) -> str | None:
    """Return the last ten hexadecimal digits of the ids that a reference names; None for what is no reference.

    Taken as people type it: in small letters, with or without the hyphen.

    >>> last_digits("2222-2233"), last_digits(" k7qf3m2p "), last_digits("K7QF-3M2O")
    ('0000000021', '896cd0cc15', None)
    """
    signs = reference.strip().upper().replace("-", "").replace(" ", "")
    if len(signs) != 8 or not set(signs) <= set(ALPHABET):
        return None
    number = 0
    for sign in signs:
        number = number << 5 | ALPHABET.index(sign)
    return f"{number:010x}"
