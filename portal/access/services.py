"""Makes the asker, from a session or from a token, and from nothing else; ends a client's tokens when it changes."""

import hmac
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from allauth.idp.oidc.models import Token
from django.conf import settings
from django.http import HttpRequest

from portal.access import reads
from portal.access.askers import Asker, Channel
from portal.access.errors import ActorNotRepresented, NoSuchRight, NotAuthenticated
from portal.access.models import ApiClient, User
from portal.access.reads import Bearer, Member
from portal.errors import InvalidRequest

SUPPORTERS = frozenset({User.StaffRole.SUPPORT, User.StaffRole.ADMINISTRATOR})
CHOSEN = "organisation"  # the session's key for the organisation that the member acts for


def asker_of(request: HttpRequest) -> Asker:
    """Return who asks on a page, judged anew at each request: a right removed is gone at the next click.

    Raises NotAuthenticated without a login, NoSuchRight without an open membership.
    """
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        raise NotAuthenticated(variant="page")
    member = _member(request, user)
    return Asker(
        organisation=member.organisation,
        aktors_id=member.aktors_id,
        organisation_name=member.name,
        channel=Channel.PAGE,
        name=str(user),
        protected=member.protected,
        user=user.pk,
        session=session_digest(request.session.session_key or ""),
        roles=member.roles,
    )


def supporter(request: HttpRequest) -> User:
    """Return who is logged in when it is support or an administrator. Raises NoSuchRight for everybody else."""
    user = request.user
    if not isinstance(user, User) or not user.is_active or user.staff_role not in SUPPORTERS:
        raise NoSuchRight
    return user


def _member(request: HttpRequest, user: User) -> Member:
    """Return the membership chosen in the session, else the first."""
    known = _memberships(request, user)
    if not known:
        raise NoSuchRight
    chosen = request.session.get(CHOSEN)
    return next((one for one in known if one.organisation == chosen), known[0])


def _memberships(request: HttpRequest, user: User) -> tuple[Member, ...]:
    """Return the user's open memberships; one read a request."""
    known: tuple[Member, ...] | None = getattr(request, "_memberships", None)
    if known is None:
        known = reads.memberships(user.pk)
        request._memberships = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known


def organisations_of(request: HttpRequest) -> tuple[Member, ...]:
    """Return the memberships that the one logged in may choose among; none without a login."""
    user = request.user
    return _memberships(request, user) if isinstance(user, User) else ()


def choose_organisation(request: HttpRequest, organisation: int) -> None:
    """Act for another of one's organisations from now on. Raises NoSuchRight for one that is not one's own."""
    user = request.user
    if not isinstance(user, User) or organisation not in {
        one.organisation for one in reads.memberships(user.pk)
    }:
        raise NoSuchRight
    request.session[CHOSEN] = organisation


def session_digest(key: str) -> str:
    """Return a keyed digest of a session's key: rows can name the session without opening it."""
    return hmac.new(settings.LOG_KEY.encode(), b"session:" + key.encode(), sha256).hexdigest()


def asker_for_client(bearer: Bearer, aktor: UUID | None) -> Asker:
    """Return who asks by token, for the actor that the call names or the only one that the client represents.

    Raises InvalidRequest when the client represents several and names none, ActorNotRepresented for a foreign actor.
    """
    if aktor is None and len(bearer.represents) > 1:
        raise InvalidRequest(variant="actor", field="aktor")
    named = [one for one in bearer.represents if aktor in (None, one.aktors_id)]
    if not named:
        raise ActorNotRepresented
    (actor,) = named
    return Asker(
        organisation=actor.organisation,
        aktors_id=actor.aktors_id,
        organisation_name=actor.name,
        channel=Channel.API,
        name=bearer.name,
        protected=bearer.protected,
        client=bearer.client,
        party=bearer.party,
        scopes=bearer.scopes,
        default_purpose=actor.default_purpose,
    )


def remove_ended_tokens(at: datetime) -> int:
    """Remove tokens that have ended; return how many."""
    removed: int = Token.objects.filter(expires_at__lte=at).delete()[0]
    return removed


def end_tokens(client: ApiClient) -> int:
    """End all tokens of a client, since it was changed or closed; return how many."""
    ended: int = Token.objects.filter(client_id=client.client_id).delete()[0]
    return ended
