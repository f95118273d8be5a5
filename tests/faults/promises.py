"""What holds of a mass query whatever dies: each row is answered once, and what was told is what was logged."""

from collections import Counter

from django.db.models import Sum

from lookups.mass.models import MassAnswer, MassMail, MassPart, MassQuery
from lookups.mass.states import State
from portal.audit.models import Disclosure
from portal.tenants.scope import as_jobs


def hold_to_promises(query, persons) -> None:
    """Check that each row is answered once, that what was told and what was logged are the same, and all counts."""
    with as_jobs():
        row = MassQuery.objects.get(pk=query)
        assert row.state == State.DONE
        answers = list(MassAnswer.objects.filter(query_id=query))
        log = Disclosure.objects.filter(request_id=row.request_id)
        logged = set(log.values_list("pk", flat=True))
        asked = Counter(log.values_list("person", flat=True))
        parts = MassPart.objects.filter(query_id=query)
        assert not parts.filter(done=False).exists()
        assert MassMail.objects.filter(query_id=query).count() == 1  # its asker hears of it once
        counted = parts.aggregate(answered=Sum("answered"), unanswered=Sum("unanswered"))
    assert {one.disclosure for one in answers if one.disclosure} == logged
    assert asked == Counter(set(persons))
    assert counted == {"answered": len(persons), "unanswered": 0}
    assert len(answers) == row.rows == len(persons)


def nobody_is_told(query) -> None:
    """Check that nothing of a query is answered, logged or begun."""
    with as_jobs():
        assert MassQuery.objects.get(pk=query).state == State.QUEUED
        assert not MassAnswer.objects.filter(query_id=query).exists()
        assert not Disclosure.objects.exists()
