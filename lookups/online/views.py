"""The question's pages: ask, read the answer, ask again in the same case."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lookups.online import keeping, next_steps, ways_back
from lookups.online.forms import QuestionForm
from lookups.online.narrowing import NarrowingForm
from lookups.online.present import present
from lookups.online.services import ask
from portal import clock, identity
from portal.access.askers import Asker
from portal.access.errors import NoSuchRight
from portal.access.services import asker_of
from portal.errors import NotFound, Refusal
from portal.gates import services as gates
from portal.logins.doors import attended
from portal.organisations.models import Service
from portal.quotas import reads as quotas
from portal.quotas.errors import Wait
from portal.quotas.services import wait_no_more
from portal.reference import short
from portal.shell import formats

PURPOSE = "online_purpose"  # the session's key for the purpose asked for last: it is chosen again
BADLY_PUT = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest) -> HttpResponse:
    """Show the form, or ask and go to the answer; a refusal keeps what was typed."""
    asker = asker_of(request)
    form = question_form(request, asker, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=BADLY_PUT)
    at = clock.now()
    try:
        told = ask(asker, form.question(), at=at, request_id=request.id)  # type: ignore[attr-defined]
        kept = keeping.keep(asker, told, at=at)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, form, status=refusal.status, headers=refusal.headers)
    request.session[PURPOSE] = told.purpose_code
    ways_back.keep(request.session, str(kept), form.cleaned_data["origin"])
    return see_other(reverse("online:answer", args=[kept]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def same_case(request: HttpRequest) -> HttpResponse:
    """Show the form with what an answer or a notification gives it: it travels in the body, never in an address."""
    if request.method != "POST":
        return redirect("online:question")
    initial = {
        name: request.POST.get(name, "") for name in ("identity", "purpose", "case", "origin")
    }
    return _page(request, question_form(request, asker_of(request), None, initial))


@never_cache
@require_safe
def answer(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Show a kept answer to its asker, for a quarter of an hour. Anybody else finds nothing.

    What of it is shown can be chosen in the address, which holds nothing of anybody. Each choice is a reading, judged
    and logged as any other: the answer leaves anew. A choice that cannot be read is a fault beside the whole answer.
    """
    try:
        asker = asker_of(request)
    except NoSuchRight as fault:  # who can ask nothing is anybody else, too
        raise NotFound from fault
    kept = keeping.read(asker, answer_id, at=clock.now(), request_id=request.id)  # type: ignore[attr-defined]
    form = NarrowingForm(request.GET, told=kept.told)
    view = present(
        kept.told,
        asked_by=kept.asked_by,
        organisation=kept.organisation,
        until=kept.until,
        fees=kept.fees,
        narrowing=form.narrowing(),
    )
    told = {
        "view": view,
        "form": form,
        "steps": next_steps.steps(),
        "links": next_steps.links(kept, answer_id),
        "way": ways_back.way(request.session, str(answer_id), asker),
    }
    status = BADLY_PUT if form.errors else HTTPStatus.OK
    return render(request, "online/answer.html", told, status=status)


@never_cache
@attended
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Say how ten digits are read, while they are typed; nothing is asked and nothing logged."""
    asker_of(request)
    typed = request.POST.get("identity", "")
    digits = sum(map(str.isdigit, typed))
    read = ""
    if digits == 10:  # twelve digits leave nothing to read into them
        try:
            told = identity.parse(typed, today=clock.swedish_day(clock.now()), lenient_century=True)
        except identity.InvalidIdentity:
            read = ""
        else:
            read = formats.identity_number(told.number)
    return render(request, "online/reading.html", {"read": read})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Tell a page whose question waits for its turn how long it will; posted to, let it wait no more.

    204 when there is no wait to tell, or when the wait was ended; 409 when there was none to end.
    """
    asker = asker_of(request)
    member = asker.user or 0
    if request.method == "POST":
        stopped = wait_no_more(asker.organisation, Service.ONLINE, member=member)
        return HttpResponse(status=HTTPStatus.NO_CONTENT if stopped else HTTPStatus.CONFLICT)
    wait_ms = quotas.waiting(asker.organisation, Service.ONLINE, member=member)
    if wait_ms is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "online/waiting.html", {"wait": Wait(wait_ms)})


def question_form(
    request: HttpRequest,
    asker: Asker,
    data: Any = None,
    initial: dict[str, str] | None = None,
) -> QuestionForm:
    """Return the form for what the asker may ask for today.

    Raises NoSuchRight, AgreementNotInForce or PurposeNotAgreed: who may not ask sees no form.
    """
    at = clock.now()
    purposes = gates.agreed_purposes(asker, Service.ONLINE, at=at)
    told = {"purpose": request.session.get(PURPOSE, "")} | (initial or {})
    if told["purpose"] not in {one.code for one in purposes}:
        told["purpose"] = purposes[0].code if len(purposes) == 1 else ""
    return QuestionForm(data, purposes=purposes, today=clock.swedish_day(at), initial=told)


def _page(
    request: HttpRequest,
    form: QuestionForm,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    told = {"form": form, "reference": short(request.id)}  # type: ignore[attr-defined]
    response = render(request, "online/question.html", told, status=status)
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def see_other(address: str) -> HttpResponseRedirect:
    """Return 303: what was posted is done, and the answer is another page."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
