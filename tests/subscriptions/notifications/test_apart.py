"""What tells of protection, handled apart by agreement: who finds it on pages, by API, in mails and files."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry

from portal import clock
from portal.organisations.models import Agreement
from portal.tenants.scope import acting_for, as_administrator
from subscriptions.notifications import inbox, reads
from tests.calls import Caller
from tests.documents import ALVA, INGRID
from tests.factories import ApiClientFactory, UserFactory
from tests.subscriptions.api.calling import ROOT, SCOPES
from tests.subscriptions.making import member, told
from tests.subscriptions.reminding.making import MONDAY, digest, sent, tell

pytestmark = pytest.mark.django_db(transaction=True)

FREJA = "199106282388"  # protected
LINE = "Vissa aviseringar hanteras särskilt."
SECRET = f"EB-SKYDD-{FREJA}"


def agreed(of, *, by_hand: bool = True) -> None:
    with as_administrator():
        Agreement.objects.filter(organisation=of.organisation).update(protected_by_hand=by_hand)


@pytest.fixture
def anna():
    made = member()
    agreed(made)
    now = clock.now()
    tell(made, now - timedelta(days=1), person=ALVA)
    tell(made, now - timedelta(hours=2), kind="SKYDD", person=FREJA)
    return made


@pytest.fixture
def vera(anna):
    return member(organisation=anna.organisation, protected=True)


def body(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def pull(of, *, protected: bool = False):
    client = ApiClientFactory.create(
        organisation=of.organisation, scopes=SCOPES, protected=protected
    )
    return Caller(client).get(f"{ROOT}/aviseringar?efter=0").json()["aviseringar"]


def test_only_who_has_the_right_sees_and_counts_it(client, anna, vera):
    client.force_login(anna.user)
    without = body(client.get("/aviseringar/"))
    assert "1 avisering väntar på att hanteras." in without
    assert "Aviseringar (1 olästa)" in without
    assert SECRET not in without and "Något har ändrats" not in without
    assert LINE in without
    client.force_login(vera.user)
    seen = body(client.get("/aviseringar/"))
    assert "2 aviseringar väntar på att hanteras." in seen
    assert "Aviseringar (2 olästa)" in seen
    assert SECRET in seen and LINE in seen


def test_the_line_stands_where_nothing_is_apart_too(client):
    bo = member()
    agreed(bo)
    client.force_login(bo.user)
    assert LINE in body(client.get("/aviseringar/"))


def test_without_the_option_all_is_as_it_was(client, anna):
    agreed(anna, by_hand=False)
    client.force_login(anna.user)
    listed = body(client.get("/aviseringar/"))
    assert "2 aviseringar väntar" in listed and "Något har ändrats" in listed
    assert LINE not in listed
    assert pull(anna)[1]["arendereferens"] == SECRET


def test_it_is_handled_by_who_has_the_right_alone(client, anna, vera):
    public = told(anna)[1].id
    client.force_login(anna.user)
    assert client.get(f"/aviseringar/{public}/").status_code == 404
    for act in ("hanterad", "oppna", "ge"):
        sent_to = client.post(f"/aviseringar/{public}/{act}/", {"to": str(anna.user_id)})
        assert sent_to.status_code == 404
    client.post("/aviseringar/markerade/", {"vald": str(public)})
    client.post("/aviseringar/markerade/", {"vald": str(public), "gor": "ge", "to": anna.user_id})
    with acting_for(anna.organisation_id):
        one = inbox.one(anna.organisation_id, public, protected=True)
    assert one.handled_at is None and one.responsible_user is None
    client.force_login(vera.user)
    assert client.post(f"/aviseringar/{public}/hanterad/").status_code == 303
    with acting_for(anna.organisation_id):
        assert inbox.one(anna.organisation_id, public, protected=True).handled_at


def test_the_file_holds_what_the_reader_may_see(client, anna, vera):
    for whose, found in ((anna, False), (vera, True)):
        client.force_login(whose.user)
        file = b"".join(client.post("/aviseringar/fil/").streaming_content).decode()
        assert "EB-NYTT_BESLUT" in file
        assert (SECRET in file) is found


def test_by_api_it_is_numbered_and_names_nobody_without_the_right(anna):
    first, apart = pull(anna)
    assert (first["nummer"], apart["nummer"]) == (1, 2)
    assert first["prenumerationId"] and first["arendereferens"]
    assert apart["slag"] == "SKYDD"
    assert apart["prenumerationId"] is None and apart["arendereferens"] is None
    assert pull(anna, protected=True)[1]["arendereferens"] == SECRET


@pytest.mark.parametrize(
    ("kind", "groups", "named"),
    [
        ("ATERKALLELSE", (), False),
        ("ATERKALLELSE", ("FK:SJP",), True),
        ("OMSANDNING", (), False),
        ("OMSANDNING", ("FK:SJP",), True),
    ],
)
def test_recalls_and_what_is_sent_again_tell_no_more_than_that(anna, kind, groups, named):
    tell(anna, clock.now(), kind=kind, person=INGRID, groups=groups)
    assert (pull(anna)[2]["prenumerationId"] is not None) is named


def test_the_digest_counts_what_its_reader_may_see(anna, vera):
    bo = member()
    agreed(bo)
    tell(bo, MONDAY - timedelta(days=1), kind="SKYDD", person=FREJA)
    digest(MONDAY)
    counted = {to: subject.split()[0] for to, subject, _ in sent(MONDAY)}
    assert counted == {anna.user.email: "1", vera.user.email: "2"}


def test_another_organisations_option_changes_nothing_here():
    one, other = member(), member()
    agreed(other)
    tell(one, clock.now(), kind="SKYDD", person=FREJA)
    with acting_for(one.organisation_id):
        assert reads.page(one.organisation_id, after=0, size=9).rows[0].case == SECRET
        assert inbox.unhandled(one.organisation_id) == 1


def test_the_agreement_that_began_last_decides_and_one_to_come_does_not(anna):
    today = clock.swedish_day(clock.now())
    with as_administrator():
        now = Agreement.objects.get(organisation=anna.organisation)
        began = now.period.lower
        now.period = (began, today + timedelta(days=10))
        now.save()
        later = Agreement.objects.create(
            organisation=anna.organisation, period=(today + timedelta(days=10), None)
        )
    assert pull(anna)[1]["prenumerationId"] is None
    with as_administrator():
        now.period = (began, today - timedelta(days=1))
        now.save()
        later.period = (today + timedelta(days=20), None)
        later.save()
    with acting_for(anna.organisation_id):  # ended, and nothing new has begun
        assert reads.page(anna.organisation_id, after=0, size=9).rows[1].subscription is None


def test_the_administrator_sets_it_and_the_history_says_so(client, anna):
    client.force_login(UserFactory.create(staff_role="administrator"))
    agreed(anna, by_hand=False)
    with as_administrator():
        row = Agreement.objects.get(organisation=anna.organisation)
    page = f"/admin/organisations/agreement/{row.pk}/change/"
    shown = client.get(page).context["adminform"].form
    fields = {
        "number": row.number,
        "period_0": f"{row.period.lower}",
        "period_1": "",
        "protected_by_hand": "on",
    }
    for prefix in [one.formset.prefix for one in client.get(page).context["inline_admin_formsets"]]:
        services = row.services.count() if prefix == "services" else 0
        fields |= {f"{prefix}-TOTAL_FORMS": services, f"{prefix}-INITIAL_FORMS": services}
    with as_administrator():
        for at, one in enumerate(row.services.order_by("agreement", "service")):
            fields |= {f"services-{at}-id": one.pk, f"services-{at}-agreement": row.pk}
            fields |= {f"services-{at}-service": one.service}
    assert "protected_by_hand" in shown.fields
    assert client.post(page, fields).status_code == 302
    with as_administrator():
        assert Agreement.objects.get(pk=row.pk).protected_by_hand
        assert "skyddade hanteras för hand" in LogEntry.objects.latest("pk").change_message
