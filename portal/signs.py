"""Whether a text is what it looks like: signs that nobody sees make two texts of one. Pure."""

import unicodedata

# Control signs (PostgreSQL keeps no NUL, a log line no line feed), signs of format (a soft hyphen, a zero-width space,
# what turns the direction of reading), halves of signs, breaks of line and paragraph.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def unseen(text: str) -> bool:
    r"""Say whether a text holds a sign that cannot be seen, or that changes what is seen of the others.

    >>> unseen("EB 2026-1"), unseen("EB\u200b-1"), unseen("EB\x00")
    (False, True, True)
    """
    return any(unicodedata.category(one) in UNSEEN for one in text)
