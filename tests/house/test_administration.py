"""The administration is whole: each page tells its changes, and each of our tables has a page or a reason."""

import pytest
from django.apps import apps
from django.contrib import admin

from portal.history.telling import Told

OURS = ("portal.", "lookups.", "subscriptions.")
# Shown by nobody: persons, kept answers, and what a process notes for itself.
NO_PAGE = {
    "resending.OrderKey": "a system's further keys of an order, which has its page",
    "registers.Document": "persons' documents; read by lookups alone (promise 2)",
    "registers.FormerNumber": "persons' numbers; read by lookups alone (promise 2)",
    "care_fees.CareFeeChange": "an organisation's own, on its page",
    "care_fees.CareFeeEntry": "an organisation's own, on its page",
    "changes.Batch": "stands beside its extract",
    "changes.Change": "persons' numbers",
    "changes.Replaced": "persons' numbers; digests for thirty days",
    "quotas.Slot": "stands beside its lane",
    "quotas.Ticket": "a page that waits, for seconds",
    "quotas.Admission": "what use is counted from; told as use, member's and support's",
    "quotas.Refused": "as an admission",
    "quotas.Use": "as an admission",
    "logins.Session": "each account's own, listed and ended there",
    "status.ProbeDay": "sums shown on the public page",
    "status.ProbeRow": "a row a minute and service, summed on the public page",
    "mass.MassPart": "persons' numbers, encrypted",
    "mass.MassAnswer": "encrypted answers",
    "mass.MassFault": "rows of an organisation's own file",
    "mass.MassDownload": "a member's own file, for a day",
    "mass.MassPiece": "encrypted answers",
    "mass.MassMail": "what members and contacts are told",
    "mass.MassSource": "a file of persons, encrypted, until a word is given",
    "delivery.Purged": "up to where notifications have been removed",
    "delivery.Received": "how far an organisation's clients have come",
    "subscribing.Subscription": "persons; an organisation's own, on its pages",
    "subscribing.Number": "persons' numbers",
    "subscribing.MassChange": "an organisation's own, in its API",
    "subscribing.MassChangeRow": "what became of a row, for its organisation alone",
    "versions.Mail": "what members and contacts are told",
    "reminding.Mail": "what members and contacts are told",
    "reminding.Choice": "an organisation's own, on its page",
    "reminding.Digested": "the day of each organisation's last digest",
    "filing.FiledChange": "a file of persons, encrypted, until a word is given",
    "filing.FiledSource": "the sent file itself, encrypted, until a word is given",
    "notifications.Care": "an organisation's own, on its pages",
    "notifications.Receipt": "when an organisation's systems acknowledged last",
    "notifications.Handover": "an organisation's own, on its pages",
    "notifications.MassCare": "an organisation's own, on its pages",
    "notifications.Counter": "the last number of each organisation",
    "notifications.Fanned": "which batches have been told",
    "notifications.Notification": "an organisation's own, on its pages",
    "online.KeptAnswer": "an encrypted answer of fifteen minutes",
}


@pytest.mark.parametrize("page", admin.site._registry.values(), ids=str)
def test_each_page_tells_its_changes(page):
    assert isinstance(page, Told)


@pytest.mark.parametrize("page", admin.site._registry.values(), ids=str)
def test_each_list_has_an_order(page):
    assert page.ordering or page.model._meta.ordering


def test_each_of_our_tables_has_its_pages():
    shown = set(admin.site._registry) | {
        inline.model for page in admin.site._registry.values() for inline in page.inlines
    }
    without = {
        one._meta.label
        for one in apps.get_models()
        if one.__module__.startswith(OURS) and one not in shown
    }
    assert without == set(NO_PAGE)
