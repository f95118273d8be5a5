"""Swedish is the source, English stands beside it: no text without its translation, no placeholder lost."""

import re

from devstack import messages

FILLED = re.compile(r"%(?:\(\w+\))?[sd]")


def test_every_text_has_its_english():
    assert messages.untranslated(messages.gathered(messages.read())) == []


def test_the_catalogue_is_in_step_with_the_code():
    held = {(one.id, one.context) for one in messages.read() if one.id}
    now = {(one.id, one.context) for one in messages.gathered(messages.read()) if one.id}
    assert held == now, "run: python -m devstack messages"


def test_english_fills_in_what_swedish_does():
    broken = [
        one.id
        for one in messages.read()
        if one.id
        and isinstance(one.id, str)
        and sorted(FILLED.findall(one.id)) != sorted(FILLED.findall(str(one.string)))
    ]
    assert broken == []
