"""An agreement narrows its purposes freely and widens them by a decision alone; what is told follows at once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from portal.organisations import reads
from portal.organisations.models import AgreedChange, AgreedPurpose, AgreedService, Service
from portal.organisations.scope import NARROWING, WIDENING, Change, Kind, Scope, agreed
from portal.tenants.scope import acting_for, as_administrator
from tests.factories import OrganisationFactory, PurposeFactory, agree, alter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
FP, SJP = ("beslut", "FK:FP"), ("beslut", "FK:SJP")
DECIDED = {"decision": "Nämnden § 112", "decided": TODAY}


@pytest.fixture
def organisation():
    return OrganisationFactory.create()


@pytest.fixture
def purpose(organisation):
    purpose = PurposeFactory.create(groups=[FP], left_out={FP: ["barn"]}, months=24)
    agree(organisation, purpose, begins=date(2020, 1, 1), services=(Service.ONLINE, Service.LEKA))
    return purpose


def told(organisation, service=Service.ONLINE):
    with acting_for(organisation.pk):
        (one,) = reads.standing(organisation.pk, service, day=TODAY).purposes
    return one


def test_without_changes_the_purposes_own_scope_is_told(organisation, purpose):
    one = told(organisation)
    assert (one.groups, one.left_out, one.months) == ({FP}, {FP: {"barn"}}, 24)


@pytest.mark.parametrize(
    ("changes", "groups", "left_out", "months"),
    [
        ([{"kind": Kind.WITHOUT_GROUP, "what": FP}], set(), {}, 24),
        (
            [{"kind": Kind.WITHOUT_FIELDS, "what": FP, "fields": ["dagar"]}],
            {FP},
            {FP: {"barn", "dagar"}},
            24,
        ),
        ([{"kind": Kind.SHORTER, "months": 6}], {FP}, {FP: {"barn"}}, 6),
        ([{"kind": Kind.WITH_GROUP, "what": SJP, **DECIDED}], {FP, SJP}, {FP: {"barn"}}, 24),
        ([{"kind": Kind.WITH_FIELDS, "what": FP, "fields": ["barn"], **DECIDED}], {FP}, {}, 24),
        ([{"kind": Kind.LONGER, "months": 36, **DECIDED}], {FP}, {FP: {"barn"}}, 36),
        (
            [
                {"kind": Kind.WITH_GROUP, "what": SJP, **DECIDED},
                {"kind": Kind.WITHOUT_FIELDS, "what": SJP, "fields": ["karens"]},
            ],
            {FP, SJP},
            {FP: {"barn"}, SJP: {"karens"}},
            24,
        ),
    ],
)
def test_what_is_told_is_the_purpose_as_agreed(
    organisation, purpose, changes, groups, left_out, months
):
    for one in changes:
        alter(organisation, purpose, **one)
    one = told(organisation)
    assert (one.groups, one.left_out, one.months) == (groups, left_out, months)
    other = told(organisation, Service.LEKA)  # another service is agreed for itself
    assert (other.groups, other.months) == ({FP}, 24)


def test_it_is_read_in_one_statement(organisation, purpose, django_assert_num_queries):
    alter(organisation, purpose, kind=Kind.SHORTER, months=6)
    with acting_for(organisation.pk), django_assert_num_queries(1):
        reads.standing(organisation.pk, Service.ONLINE, day=TODAY)


WIDE = [
    {"kind": Kind.WITH_GROUP, "what": SJP},
    {"kind": Kind.WITH_FIELDS, "what": FP, "fields": ["barn"]},
    {"kind": Kind.LONGER, "months": 36},
]


@pytest.mark.parametrize("change", WIDE, ids=lambda one: one["kind"])
@pytest.mark.parametrize(
    "decided",
    [{}, {"decision": "Nämnden § 112"}, {"decided": TODAY}, {"decision": "  ", "decided": TODAY}],
)
def test_wider_without_a_decision_is_refused_by_form_and_by_database(
    organisation, purpose, change, decided
):
    with pytest.raises(ValidationError, match="kräver ett beslut"):
        alter(organisation, purpose, **change, **decided)
    with (
        pytest.raises(IntegrityError, match="agreed_change_widens_by_decision"),
        transaction.atomic(),
    ):
        alter(organisation, purpose, **change, **decided, judged=False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": Kind.SHORTER, "months": 24}, "Ändamålets period är 24 månader."),
        ({"kind": Kind.SHORTER, "months": 36}, "Ändamålets period är 24 månader."),
        ({"kind": Kind.LONGER, "months": 12, **DECIDED}, "Ändamålets period är 24 månader."),
        ({"kind": Kind.LONGER, "months": 121, **DECIDED}, "1 till 120 månader"),
        ({"kind": Kind.WITHOUT_GROUP, "what": SJP}, "Gruppen ingår inte i ändamålet."),
        ({"kind": Kind.WITH_GROUP, "what": FP, **DECIDED}, "Gruppen ingår redan i ändamålet."),
        ({"kind": Kind.WITH_GROUP, "what": ("beslut", "FK:QX"), **DECIDED}, "Gruppen finns inte"),
        ({"kind": Kind.WITHOUT_FIELDS, "what": FP}, "Ange en grupp, en grupp med fält"),
        ({"kind": Kind.WITHOUT_FIELDS, "what": FP, "fields": ["bran"]}, "Finns inte i gruppen"),
        ({"kind": Kind.WITHOUT_FIELDS, "what": FP, "fields": ["barn"]}, "Utelämnas redan"),
        (
            {"kind": Kind.WITH_FIELDS, "what": FP, "fields": ["dagar"], **DECIDED},
            "Utelämnas inte i ändamålet: dagar.",
        ),
        ({"kind": Kind.WITHOUT_GROUP, "months": 6}, "Ange en grupp"),
        ({"kind": Kind.SHORTER, "what": FP, "months": 6}, "Ange en grupp"),
    ],
)
def test_what_changes_nothing_or_is_not_known_is_refused_in_words(
    organisation, purpose, change, said
):
    with pytest.raises(ValidationError, match=said):
        alter(organisation, purpose, **change)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "annat", "what": FP},
        {"kind": Kind.WITHOUT_GROUP},
        {"kind": Kind.WITHOUT_FIELDS, "what": FP},
        {"kind": Kind.SHORTER, "months": 0},
        {"kind": Kind.LONGER, "months": 121, **DECIDED},
    ],
)
def test_the_database_knows_what_a_change_is_of(organisation, purpose, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        alter(organisation, purpose, **change, judged=False)


def test_a_change_is_of_an_agreed_purpose_and_goes_with_it(organisation, purpose):
    alter(organisation, purpose, kind=Kind.SHORTER, months=6)
    with pytest.raises(IntegrityError), transaction.atomic():
        alter(organisation, PurposeFactory.create(), kind=Kind.SHORTER, months=6, judged=False)
    with as_administrator():
        AgreedPurpose.objects.filter(agreed_service__service=Service.ONLINE).delete()
        assert not AgreedChange.objects.exists()


def test_another_organisation_sees_and_has_none_of_it(organisation, purpose):
    alter(organisation, purpose, kind=Kind.WITHOUT_GROUP, what=FP)
    other = OrganisationFactory.create()
    agree(other, purpose, begins=date(2020, 1, 1))
    assert told(other).groups == {FP}
    with acting_for(other.pk):
        assert not AgreedChange.objects.exists()
    with as_administrator():
        theirs = AgreedService.objects.get(organisation=other)
    with pytest.raises(IntegrityError, match="agreed_change_of_its_service"), transaction.atomic():
        alter(
            organisation, purpose, kind=Kind.SHORTER, months=6, judged=False, agreed_service=theirs
        )


GROUPS = st.sampled_from([FP, SJP, ("beslut", "FK:BOB")])
FIELDS = st.frozensets(st.sampled_from("abcd"))


@st.composite
def changes(draw, kinds):
    return [
        Change(
            kind=draw(st.sampled_from(kinds)),
            group=draw(GROUPS),
            fields=draw(FIELDS),
            months=draw(st.integers(1, 120)),
        )
        for _ in range(draw(st.integers(0, 6)))
    ]


SCOPES = st.builds(
    lambda groups, months: Scope(groups=groups, months=months),
    st.dictionaries(GROUPS, FIELDS),
    st.integers(1, 120),
)


def within(inner: Scope, outer: Scope) -> bool:
    """Say whether a scope tells nothing that another does not."""
    return inner.months <= outer.months and all(
        key in outer.groups and left >= outer.groups[key] for key, left in inner.groups.items()
    )


@given(scope=SCOPES, narrower=changes(NARROWING), wider=changes(WIDENING))
def test_narrowing_never_tells_more_and_prevails(scope, narrower, wider):
    assert within(agreed(scope, narrower), scope)
    assert within(scope, agreed(scope, wider))
    both = agreed(scope, [*narrower, *wider])
    assert both == agreed(scope, [*wider, *narrower])
    assert within(both, agreed(scope, wider))
    for one in narrower:
        assert one.kind != Kind.WITHOUT_GROUP or one.group not in both.groups
        assert one.kind != Kind.SHORTER or both.months <= one.months
        assert one.kind != Kind.WITHOUT_FIELDS or one.fields <= both.groups.get(
            one.group, one.fields
        )
