"""Every answer of version 9 about every named person, for every group by itself and all at once, is true to form."""

import json
from datetime import timedelta

import pytest

from lookups.answers.model import Agency, Period, Permission, Protection, Question
from lookups.answers.native import make_native
from lookups.answers.services import persons_named
from lookups.api.v9.checking import SVAR, groups
from lookups.api.v9.holding import faults
from lookups.api.v9.online import encoded
from lookups.api.v9.question import Question9
from lookups.catalogue.purposes import purposes
from lookups.registers.making.stories.all import documents, named_persons
from portal import clock
from tests.lookups.answers.world import EVERYTHING, found

ECONOMIC = next(one for one in purposes() if one.code == "ekonomiskt-bistand")
ASSISTANCE = Permission(
    groups=frozenset(ECONOMIC.groups),
    left_out={one: frozenset(fields) for one, fields in ECONOMIC.groups.items() if fields},
)


def told(number, *, right):
    """Return what is found of a named person today, and whether those named in it are protected."""
    lines = documents(clock.swedish_day(clock.now()))
    skydd = lines[Agency.FK].get(number, {}).get("skydd")
    hidden = skydd and not right  # what the registers hand to a reader without the right
    one = found(
        number=number,
        fk=None if hidden else lines[Agency.FK].get(number),
        pm=None if hidden else lines[Agency.PM].get(number),
        protection=Protection.SET if skydd else Protection.NONE,
    )
    named = persons_named(one.documents)
    related = {person: bool(lines[Agency.FK].get(person, {}).get("skydd")) for person in named}
    return one, related


@pytest.mark.parametrize("permission", [EVERYTHING, ASSISTANCE], ids=["all", "assistance"])
@pytest.mark.parametrize("right", [True, False])
def test_every_answer_holds_to_the_published_types(permission, right):
    today = clock.swedish_day(clock.now())
    period = Period(first=today - timedelta(days=365), last=today + timedelta(days=31))
    wrong, there = [], set()
    for number, story in named_persons(0):
        one, related = told(number, right=right)
        for name, asked in groups().items():
            body = {
                "personnummer": number,
                "period": {"from": str(period.first), "tom": str(period.last)},
                **asked,
            }
            assert list(faults("FormansinformationFraga", body)) == []
            question = Question(
                person=number,
                period=period,
                groups=Question9.model_validate(body).question().groups,
            )
            answer = make_native(question, permission, one, related, right=right)
            answer = json.loads(encoded(answer))
            wrong += [f"{story}, {name}: {fault}" for fault in faults(SVAR, answer)]
            lists = {**answer.get("formansinformation", {}), **answer}
            there |= {each for each, items in lists.items() if items}
    assert wrong == []
    assert len(there) >= 30
