"""A server of version 9 over HTTP, as a client reaches it: token by client credentials, waiting where it is told to."""

import base64
import json
import time
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from lookups.api.v9.checking import Answered, Server

TIMEOUT = 30  # seconds of one call
LONGEST_WAIT = 120  # seconds that a 429 or 503 may ask for
TRIES = 20
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Unreachable(Exception):
    """The server does not answer as a server of version 9 must for anything to be held."""


class _NoRedirects(HTTPRedirectHandler):
    """A token is sent to the address that was named, and nowhere else."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """Follow none."""


_opener = build_opener(_NoRedirects)


class Remote:
    """A server at an address; `aktor` is whom the client asks for."""

    def __init__(self, url: str, *, client: str, secret: str, token_url: str | None = None) -> None:
        """Take where the server is and who calls. Raises Unreachable for http to another machine."""
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            message = "a secret is sent over https alone, but to this machine itself"
            raise Unreachable(message)
        self._url = url.rstrip("/")
        self._client, self._secret, self._token_url = client, secret, token_url
        self._token, self._until = "", 0.0

    def server(self, aktor: str) -> Server:
        """Return how the server is called for an actor."""

        def ask(
            question: Mapping[str, Any], *, actor: str | None = None, token: bool = True
        ) -> Answered:
            path = f"{_actor(actor or aktor)}/formansinformation/fraga"
            return self._call(path, body=json.dumps(question).encode(), token=token)

        return Server(
            ask=ask, types=lambda: self._call(f"{_actor(aktor)}/tillgangligaInformationstyper")
        )

    def _call(self, path: str, *, body: bytes | None = None, token: bool = True) -> Answered:
        """Call, and again where the server says when, as often as that is reasonable."""
        for _ in range(TRIES):
            told, wait = self._once(path, body=body, token=token)
            if wait is None:
                return told
            time.sleep(min(wait, LONGEST_WAIT))
        return self._once(path, body=body, token=token)[0]

    def _once(self, path: str, *, body: bytes | None, token: bool) -> tuple[Answered, float | None]:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {self._bearer()}"
        return _fetch(Request(self._url + path, data=body, headers=headers))  # noqa: S310

    def _bearer(self) -> str:
        if time.monotonic() > self._until:
            where = self._token_url or self._endpoint()
            own = f"{quote(self._client, safe='')}:{quote(self._secret, safe='')}"
            told = _fetch(
                Request(  # noqa: S310
                    where,
                    data=urlencode({"grant_type": "client_credentials"}).encode(),
                    headers={"Authorization": f"Basic {base64.b64encode(own.encode()).decode()}"},
                )
            )[0]
            if not isinstance(told.told, dict) or "access_token" not in told.told:
                _unreachable(f"no token: status {told.status} of the token endpoint")
            self._token = told.told["access_token"]
            self._until = time.monotonic() + int(told.told.get("expires_in", 60)) * 0.8
        return self._token

    def _endpoint(self) -> str:
        """Return the token endpoint as the server tells it; it must be the server's own, or over https."""
        told = _fetch(Request(f"{self._url}/.well-known/openid-configuration"))[0].told  # noqa: S310
        where = told.get("token_endpoint") if isinstance(told, dict) else None
        if not isinstance(where, str):
            _unreachable("the server does not say where a token is had: name it by --token-url")
        parts = urlsplit(where)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            _unreachable("the token endpoint is not https")
        return where


def _actor(aktor: str) -> str:
    return f"/lefi-extern-formansinformation/v9/aktorer/{quote(aktor, safe='')}"


def _fetch(request: Request) -> tuple[Answered, float | None]:
    """Return the answer, and how many seconds the server asks to wait before the next. Raises Unreachable."""
    try:
        with _opener.open(request, timeout=TIMEOUT) as response:
            status, headers, body = response.status, response.headers, response.read()
    except HTTPError as refused:
        status, headers, body = refused.code, refused.headers, refused.read()
    except (URLError, HTTPException, OSError) as fault:
        message = f"no answer: {type(fault).__name__}"
        raise Unreachable(message) from fault
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    answer = Answered(status=status, content_type=headers.get("Content-Type", ""), told=told)
    wait = headers.get("Retry-After", "") if status in (429, 503) else ""
    return answer, float(wait) if wait.isdecimal() else None


def _unreachable(message: str) -> NoReturn:
    raise Unreachable(message)
