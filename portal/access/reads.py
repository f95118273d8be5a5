"""Whose token, and whose login: one statement each, through the doors in the database."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import connection
from django.db.models import Q

from portal.access.askers import Role
from portal.access.models import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Represented:
    """An organisation that a client may ask for."""

    organisation: int
    aktors_id: UUID
    name: str
    default_purpose: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whose token it is: an open client with what it may, and for whom."""

    client: str
    name: str
    party: int
    scopes: frozenset[str]
    protected: bool
    represents: tuple[Represented, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What a user does in one organisation."""

    organisation: int
    aktors_id: UUID
    name: str
    roles: frozenset[Role]
    protected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A member of an organisation, by account: one who asks questions for it, or did."""

    user: int
    name: str


def bearer(token: str) -> Bearer | None:
    """Return whose token it is; None when it is unknown, has ended, or its client is closed.

    A token is kept as SHA-256 alone; the library strips blanks around it, so we do.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM bearer(%s)", [sha256(token.strip().encode()).hexdigest()])
        rows = cursor.fetchall()
    if not rows:
        return None
    client, name, party, scopes, protected = rows[0][:5]
    return Bearer(
        client=client,
        name=name,
        party=party,
        scopes=frozenset(scopes),
        protected=protected,
        represents=tuple(
            Represented(organisation=row[5], aktors_id=row[6], name=row[7], default_purpose=row[8])
            for row in rows
            if row[5] is not None
        ),
    )


def memberships(user: int) -> tuple[Member, ...]:
    """Return a user's open memberships, by the organisations' names; none for a closed account."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM memberships(%s)", [user])
        rows = cursor.fetchall()
    return tuple(
        Member(
            organisation=organisation,
            aktors_id=aktors_id,
            name=name,
            roles=frozenset(Role(role) for role in roles),
            protected=protected,
        )
        for organisation, aktors_id, name, roles, protected in rows
    )


def closed_members(organisation: int) -> tuple[Colleague, ...]:
    """Return those who were members of the organisation and are closed, by name; the connection acts for it."""
    rows = (
        Membership.objects.filter(
            Q(closed_at__isnull=False) | Q(user__is_active=False), organisation=organisation
        )
        .select_related("user")
        .order_by("user__name", "user_id")
    )
    return tuple(Colleague(user=one.user_id, name=str(one.user)) for one in rows)


def colleagues(organisation: int) -> tuple[Colleague, ...]:
    """Return the organisation's caseworkers with an open account, by name; the connection acts for it."""
    rows = (
        Membership.objects.filter(
            organisation=organisation,
            roles__contains=[Role.CASEWORKER],
            closed_at=None,
            user__is_active=True,
        )
        .select_related("user")
        .order_by("user__name", "user_id")
    )
    return tuple(Colleague(user=one.user_id, name=str(one.user)) for one in rows)
