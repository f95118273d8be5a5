"""Makes rows as the administration does; a test asks through the public door afterwards."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import factory
from allauth.idp.oidc.models import Client, Token
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from portal import clock
from portal.access.models import ApiClient, Membership, Representation, User
from portal.organisations.models import (
    AgreedChange,
    AgreedPurpose,
    AgreedService,
    Agreement,
    Organisation,
    Purpose,
    PurposeGroup,
    PurposeLaw,
    Service,
)
from portal.quotas import terms
from portal.quotas.figures import Figures
from portal.tenants.scope import as_administrator

# No test of another room waits for a limit.
GENEROUS = Figures(
    per_second=100_000, per_minute=100_000, per_hour=100_000, pause_ms=0, concurrency=20
)
LAW = ("5 § förordning (2008:975)", date(2009, 1, 1), None)
PASSWORD = "ett-langt-losenord"
FK, PM = ("FK:SJP", "FK:FP", "FK:BOB"), ("PM:AP", "PM:BTI", "PM:EF")
ALL_GIVEN = (
    *[("beslut", group) for group in FK + PM],
    *[("ansprak", group) for group in PM],
    *[("utbetalningar", group) for group in FK + PM],
    *[("preliminaraUtbetalningar", group) for group in FK + PM],
    ("ovrigInformation", "FK:GEPI"),
)


class Made(factory.django.DjangoModelFactory):
    """A row made by an administrator."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with as_administrator():
            return super()._create(model_class, *args, **kwargs)


class OrganisationFactory(Made):
    class Meta:
        model = Organisation

    name = factory.Sequence("Nämnd {}".format)
    kind = "kommun"


class PurposeFactory(Made):
    class Meta:
        model = Purpose
        skip_postgeneration_save = True

    code = factory.Sequence("andamal-{}".format)
    name = factory.Sequence("Ändamål {}".format)

    @factory.post_generation
    def laws(self, create: bool, told: Any, **_kwargs: Any) -> None:
        """Give it its laws, each with its days; one that holds still unless told otherwise."""
        with as_administrator():
            for text, since, until in [LAW] if told is None else told:
                PurposeLaw.objects.create(purpose=self, text=text, since=since, until=until)

    @factory.post_generation
    def groups(self, create: bool, told: Any, **_kwargs: Any) -> None:
        with as_administrator():
            for klass, group in ALL_GIVEN if told is None else told:
                PurposeGroup.objects.create(purpose=self, klass=klass, group=group)

    @factory.post_generation
    def left_out(self, create: bool, told: Any, **_kwargs: Any) -> None:
        """Leave fields out of its groups, by (class, group)."""
        with as_administrator():
            for (klass, group), fields in (told or {}).items():
                PurposeGroup.objects.filter(purpose=self, klass=klass, group=group).update(
                    left_out=fields
                )


def agree(
    organisation: Organisation,
    *purposes: Purpose,
    begins: date | None = None,
    ends: date | None = None,
    services=(Service.ONLINE,),
    figures: Figures | None = GENEROUS,
) -> Agreement:
    """Make an agreement in force (unless told otherwise) on the services, for the purposes in their order.

    Its terms are generous; with `figures` None nothing is agreed but the usual (R17, R18).
    """
    begins = begins or clock.swedish_day(clock.now()) - timedelta(days=400)
    with as_administrator():
        agreement = Agreement.objects.create(organisation=organisation, period=(begins, ends))
        for service in services:
            agreed = AgreedService.objects.create(
                organisation=organisation, agreement=agreement, service=service
            )
            for rank, purpose in enumerate(purposes):
                AgreedPurpose.objects.create(
                    organisation=organisation, agreed_service=agreed, purpose=purpose, rank=rank
                )
            if figures:
                terms.enter(
                    agreed,
                    figures,
                    period=(datetime(2000, 1, 1, tzinfo=UTC), None),
                    entered=terms.Entered(by="Ada Administratör", why="Prov", at=clock.now()),
                )
    return agreement


def alter(
    organisation: Organisation,
    purpose: Purpose,
    *,
    kind: str,
    service: str = Service.ONLINE,
    what: tuple[str, str] = ("", ""),
    judged: bool = True,
    **told: Any,
) -> AgreedChange:
    """Have an organisation's agreement differ from a purpose, as the form judges it unless told otherwise."""
    with as_administrator():
        agreed = AgreedService.objects.get(organisation=organisation, service=service)
        klass, group = what
        change = AgreedChange(
            organisation=organisation,
            purpose=purpose,
            kind=kind,
            klass=klass,
            group=group,
            **({"agreed_service": agreed} | told),
        )
        if judged:
            change.full_clean()
        change.save()
    return change


class UserFactory(Made):
    class Meta:
        model = User

    email = factory.Sequence("handlaggare{}@example.se".format)
    name = factory.Sequence("Handläggare {}".format)
    password = factory.LazyFunction(
        lambda: make_password(PASSWORD, hasher="machine_secret")
    )  # argon2 costs a test 50 ms


class MembershipFactory(Made):
    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    roles = ("caseworker",)


class ApiClientFactory(Made):
    """A client that represents its own organisation, with all scopes, unless told otherwise."""

    class Meta:
        model = ApiClient
        skip_postgeneration_save = True

    class Params:
        scopes = ("lefi.online",)
        secret = "hemligheten-" + "x" * 40
        client_id = factory.Sequence("klient-{}".format)
        default_purpose = None

    organisation = factory.SubFactory(OrganisationFactory)
    client = factory.LazyAttribute(lambda me: _oauth_client(me.client_id, me.scopes, me.secret))

    @factory.post_generation
    def represents(self, create: bool, told: Any, **_kwargs: Any) -> None:
        with as_administrator():
            for organisation, purpose in [(self.organisation, None)] if told is None else told:
                Representation.objects.create(
                    organisation=organisation, api_client=self, default_purpose=purpose
                )


def _oauth_client(client_id: str, scopes: Any, secret: str) -> Client:
    client = Client(
        id=client_id,
        name=client_id,
        grant_types=Client.GrantType.CLIENT_CREDENTIALS,
        secret=make_password(
            secret, hasher="machine_secret"
        ),  # the default is a slow hash of a random one
    )
    client.set_scopes(list(scopes))
    client.set_default_scopes(list(scopes))
    with as_administrator():
        client.save()
    return client


def token_for(client: ApiClient, *, scopes: Any = None, seconds: int = 300) -> str:
    """Return a bearer token as the token endpoint issues it."""
    value = f"token-{client.pk}-{Token.objects.count()}"
    Token.objects.create(
        type=Token.Type.ACCESS_TOKEN,
        hash=sha256(value.encode()).hexdigest(),
        client_id=client.client_id,
        scopes="\n".join(scopes if scopes is not None else client.client.get_scopes()),
        expires_at=timezone.now() + timedelta(seconds=seconds),  # noqa: TID251  # the library's clock
    )
    return value
