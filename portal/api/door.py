"""The door of each path: token, method, formats, size, JSON; only then is the operation reached (api.md, Errors)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from ninja.operation import Operation
from ninja.parser import Parser

from portal import clock
from portal.api import calling, forms, guard, wire
from portal.api.errors import (
    MethodNotAllowed,
    NotAcceptable,
    PayloadTooLarge,
    UnsupportedMediaType,
)
from portal.api.problems import refuse
from portal.api.versions import Life
from portal.edge.doors import public
from portal.edge.errors import TooManyCalls
from portal.errors import NotFound

JSON, FORM = "application/json", "multipart/form-data"
LARGEST = 64 * 1024  # bytes of a JSON body (running.md, Limits)
MANNER = "_manner"  # what an operation's function carries when it differs

View = Callable[..., HttpResponseBase]
Operated = TypeVar("Operated", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What an operation takes and gives: bytes of JSON, bytes of a form with a file (0: none), types of its answers.

    `past` makes the refusal of a form whose file is too large, in the words of who reads it; None: in bytes.
    """

    largest: int = LARGEST
    form: int = 0
    gives: Sequence[str] = (JSON,)
    past: Callable[[], PayloadTooLarge] | None = None

    def too_large(self, *, form: bool = False) -> PayloadTooLarge:
        """Return the refusal of a body, or of a form with its file, that is larger than what is taken."""
        if form and self.past:
            return self.past()
        return PayloadTooLarge(kb=(self.form if form else self.largest) // 1024)


def manner(**told: Any) -> Callable[[Operated], Operated]:
    """Return what notes on an operation's function how it differs (`Manner`)."""

    def note(operation: Operated) -> Operated:
        setattr(operation, MANNER, Manner(**told))
        return operation

    return note


class Parsed(Parser):
    """Hands ninja the body that the door has read."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the object of the body."""
        told: dict[str, Any] = request._told  # type: ignore[attr-defined]  # noqa: SLF001
        return told


def door(operations: Sequence[Operation], life_at: Callable[[datetime], Life]) -> View:
    """Return the view of one path with its operations, by method. HEAD is answered as GET without its body.

    Each answer says how long the version lives, once its successor is released; then each call is refused. Calls of a
    version with a successor are told to who counts them. `life_at` says what is known of its life at a moment.
    """
    by_method = {method: one for one in operations for method in one.methods}
    if "GET" in by_method:
        by_method["HEAD"] = by_method["GET"]
    judges = operations[0].auth_callbacks  # all operations of a path ask for the same

    @csrf_exempt  # a token in a header is not sent by a browser on its own
    def enter(request: HttpRequest, **path: Any) -> HttpResponseBase:
        at = clock.now()
        life, stopped = None, False
        try:
            life = life_at(at)
            for judge in judges:
                judge(request)
            if not judges:
                guard.hold_anybody(request)
            life.hold(at=at)
            response = _formed(request, by_method).run(request, **path)
        except Exception as fault:  # noqa: BLE001  # whatever it is, its answer is a problem document
            response = refuse(request, fault)
            stopped = isinstance(fault, TooManyCalls)  # a storm costs no statement more
        if life is not None:
            for name, told in life.headers(at=at).items():
                response[name] = ", ".join([*filter(None, [response.get(name)]), told])
            if life.successor and not stopped:
                refused = response.status_code >= 400
                calling.tell(request, life.version, path, refused=refused, at=at)
        return _bodiless_head(request, response)

    return enter


def _formed(request: HttpRequest, by_method: Mapping[str, Operation]) -> Operation:
    """Return the operation that the call asks for, its body read. Raises what is wrong with the call's form."""
    operation = by_method.get(str(request.method))
    if operation is None:
        raise MethodNotAllowed(sorted(by_method))
    told: Manner = getattr(operation.view_func, MANNER, Manner())
    hold_to_accept(request, *told.gives)
    if any(model.__ninja_param_source__ == "body" for model in operation.models):
        form = bool(told.form) and request.content_type == FORM
        _hold_to_size(request, told, form=form)
        request._told = (  # type: ignore[attr-defined]  # noqa: SLF001
            forms.read(request, too_large=told.too_large(form=True))
            if form
            else _json(request, told)
        )
        request._body = b"{}"  # noqa: SLF001  # what ninja looks at, to know that there is one to parse
    return operation


def _json(request: HttpRequest, told: Manner) -> dict[str, Any]:
    _hold_to_json(request, JSON if not told.form else f"{JSON} / {FORM}")
    body = request.body if told.largest == LARGEST else request.read(told.largest + 1)
    if len(body) > told.largest:
        raise told.too_large()
    return wire.read(body)


def hold_to_accept(request: HttpRequest, *media_types: str) -> None:
    """Refuse a call that accepts no answer of the types; a parameter (charset) is no matter. Raises NotAcceptable."""
    accepted = request.accepted_types if request.headers.get("Accept", "").strip() else None
    if accepted is not None and not any(
        one.main_type in ("*", main) and one.sub_type in ("*", sub)
        for main, _, sub in (each.partition("/") for each in media_types)
        for one in accepted
    ):
        raise NotAcceptable(tillatna=" / ".join(media_types))


def _hold_to_size(request: HttpRequest, takes: Manner, *, form: bool) -> None:
    """Refuse a body by the length that it says; around a form's file its fields may stand."""
    largest = takes.form + LARGEST if form else takes.largest
    told = request.META.get("CONTENT_LENGTH") or "0"
    if told.isdecimal() and int(told) > largest:
        raise takes.too_large(form=form)


def _hold_to_json(request: HttpRequest, taken: str) -> None:
    charset = (request.content_params or {}).get("charset", "utf-8")
    plain = request.headers.get("Content-Encoding", "identity").lower() in ("", "identity")
    if request.content_type != JSON or charset.lower() not in ("utf-8", "utf8") or not plain:
        raise UnsupportedMediaType(tillatna=taken)


def _bodiless_head(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if request.method == "HEAD" and isinstance(response, HttpResponse):
        length = str(len(response.content))
        response.content = b""
        response["Content-Length"] = length
    return response


def open_door(view: Callable[[HttpRequest], HttpResponse], *, media_type: str = JSON) -> View:
    """Return a public view for GET and HEAD alone, whose refusals are problem documents."""

    @public()
    def inside(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            raise MethodNotAllowed(["GET", "HEAD"])
        hold_to_accept(request, media_type)
        return view(request)

    @csrf_exempt
    def enter(request: HttpRequest) -> HttpResponseBase:
        try:
            response = inside(request)
        except Exception as fault:  # noqa: BLE001
            return refuse(request, fault)
        return _bodiless_head(request, response)

    return enter


def nowhere(judge: Callable[[HttpRequest], object]) -> View:
    """Return the view of all other paths of an API: without a token 401, with one 404, never a page (login.md, F1)."""

    @csrf_exempt
    def enter(request: HttpRequest, **_path: Any) -> HttpResponseBase:
        try:
            judge(request)
            raise NotFound  # noqa: TRY301
        except Exception as fault:  # noqa: BLE001
            return refuse(request, fault)

    return enter
