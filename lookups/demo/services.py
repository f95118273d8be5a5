"""Makes the demo, piece by piece where it is missing; what exists is left as it is."""

import hmac
import tempfile
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from allauth.idp.oidc.models import Client
from django.conf import settings
from django.contrib.auth.hashers import make_password

from lookups.answers.model import Agency
from lookups.catalogue.purposes import purposes
from lookups.demo.cast import (
    ORGANISATIONS,
    STAFF,
    AccountCast,
    ClientCast,
    OrganisationCast,
)
from lookups.demo.errors import DemoNotLoaded
from lookups.registers import load, making
from lookups.registers.current import first_loaded, made_at
from portal import clock
from portal.access.models import ApiClient, Membership, Representation, User
from portal.organisations import services as organisations
from portal.organisations.kinds import OrganisationKind
from portal.organisations.models import (
    AgreedPurpose,
    AgreedService,
    Agreement,
    Organisation,
    Purpose,
    Service,
)
from portal.tenants.scope import as_administrator, as_jobs

SEED = 1
CHANGED = 0.05  # of the persons, each next day


def secret_of(name: str) -> str:
    """Return the password or secret of a demo name: made from the installation's key, so nothing needs to be kept."""
    return hmac.new(settings.DEMO_KEY.encode(), name.encode(), sha256).hexdigest()[:32]


def make(*, at: datetime) -> None:
    """Make what is missing of organisations, accounts, clients and extracts; dates are told from the Swedish day."""
    with as_administrator():
        staff = {one.role: _user(one, staff_role=one.role) for one in STAFF}
        organisations.bring(purposes(), by=staff["administrator"].pk)
        for cast_organisation in ORGANISATIONS:
            _organisation(cast_organisation, at=at)
    _extracts(at=at)


def _organisation(cast: OrganisationCast, *, at: datetime) -> None:
    organisation, new = Organisation.objects.get_or_create(
        name=cast.name, defaults={"number": cast.number, "kind": OrganisationKind.MUNICIPALITY}
    )
    agreed_for = [Purpose.objects.get(code=code) for code in cast.purposes]
    if new:
        begins = clock.swedish_day(at).replace(month=1, day=1)
        agreement = Agreement.objects.create(
            organisation=organisation, number=f"DEMO-{cast.number[-4:]}", period=(begins, None)
        )
        for service in Service:
            agreed = AgreedService.objects.create(
                organisation=organisation, agreement=agreement, service=service
            )
            AgreedPurpose.objects.bulk_create(
                AgreedPurpose(
                    organisation=organisation, agreed_service=agreed, purpose=purpose, rank=rank
                )
                for rank, purpose in enumerate(agreed_for)
            )
    for account in cast.accounts:
        Membership.objects.get_or_create(
            organisation=organisation,
            user=_user(account),
            defaults={"roles": [account.role], "protected": account.protected},
        )
    for client in cast.clients:
        _client(client, organisation, agreed_for[0])


def _user(cast: AccountCast, *, staff_role: str = "") -> User:
    user = User.objects.filter(email=cast.username).first()
    if user is not None:
        return user
    password = make_password(secret_of(cast.username))  # slow on purpose: for new accounts alone
    return User.objects.create(
        email=cast.username, name=cast.name, staff_role=staff_role, password=password
    )


def _client(cast: ClientCast, organisation: Organisation, purpose: Purpose) -> None:
    if ApiClient.objects.filter(client_id=cast.client_id).exists():
        return
    client = Client(
        id=cast.client_id,
        name=cast.client_id,
        grant_types=Client.GrantType.CLIENT_CREDENTIALS,
        secret=make_password(secret_of(cast.client_id), hasher="machine_secret"),
    )
    client.set_scopes(list(cast.scopes))
    client.set_default_scopes(list(cast.scopes))
    client.save()
    mine = ApiClient.objects.create(
        organisation=organisation, client=client, protected=cast.protected
    )
    Representation.objects.create(
        organisation=organisation, api_client=mine, default_purpose=purpose
    )


def _extracts(*, at: datetime) -> None:
    """Make and load an extract of each agency that has none.

    Where the other agency's stands, theirs is of the same day.
    """
    with as_jobs():
        moment = _moment() or _Moment(day=clock.swedish_day(at), persons=settings.DEMO_PERSONS)
        for agency in Agency:
            if not made_at(agency):
                _load(agency, moment, at=at)


def next_day(*, at: datetime) -> date:
    """Make and load both agencies' extracts of the day after the newest one there is; return that day.

    The demo must have been made. Raises DemoNotLoaded, as when the day would lie more than 31 days ahead.
    """
    with as_jobs():
        moment = _moment()
        if moment is None:
            message = "make the demo first"
            raise LookupError(message)
        moment = replace(moment, step=moment.step + 1)
        for agency in Agency:
            _load(agency, moment, at=at)
    return moment.day + timedelta(days=moment.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """Where the demo stands: the day that it tells from, how many days it has moved on, and its persons at FK."""

    day: date
    step: int = 0
    persons: int


def _moment() -> _Moment | None:
    """Return where the demo stands; None before it is made.

    All is read from the extracts: the first ones tell the day and the persons, the newest one how far it has
    moved. So nothing else needs to be kept, and a day that an agency has missed is made up for by the next.
    """
    first = {agency: one for agency in Agency if (one := first_loaded(agency))}
    current = [made for made in map(made_at, Agency) if made]
    if not first or not current:
        return None
    day = min(clock.swedish_day(made) for made, _ in first.values())
    persons = first[Agency.FK][1] if Agency.FK in first else settings.DEMO_PERSONS
    step = (max(map(clock.swedish_day, current)) - day).days
    return _Moment(day=day, step=step, persons=persons)


def _load(agency: Agency, moment: _Moment, *, at: datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{agency}.jsonl.gz"
        making.write_extract(
            path,
            agency=agency,
            day=moment.day,
            persons=moment.persons,
            seed=SEED,
            step=moment.step,
            changed=CHANGED if moment.step else 0,
        )
        report = load.load(path, at=at)
    if not report.loaded:
        raise DemoNotLoaded(agency, report)


def told() -> dict[str, Any]:
    """Return the demo as `demo --json` prints it: accounts, passwords, clients, secrets, named persons."""
    moment = _moment()
    return {
        "organisations": [
            {
                "name": cast.name,
                "aktorsId": str(Organisation.objects.get(name=cast.name).aktors_id),
                "purposes": list(cast.purposes),
                "accounts": [_told_account(one) for one in cast.accounts],
                "clients": [
                    {
                        "client_id": one.client_id,
                        "secret": secret_of(one.client_id),
                        "scopes": list(one.scopes),
                        "protected": one.protected,
                    }
                    for one in cast.clients
                ],
            }
            for cast in ORGANISATIONS
        ],
        "staff": [_told_account(one) for one in STAFF],
        "persons": [
            {"personnummer": number, "story": story}
            for number, story in making.named_persons(moment.step if moment else 0)
        ],
    }


def _told_account(cast: AccountCast) -> dict[str, Any]:
    return {
        "role": cast.role,
        "username": cast.username,
        "password": secret_of(cast.username),
        "protected": cast.protected,
    }
