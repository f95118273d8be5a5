"""The library's pages of the second factor: never kept by a browser, limits told by status, codes spent once."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.access.second_factor import forms, services
from portal.access.views import Limited

LIST = "reservkod"  # in the query: the code of the list is asked for, not the app's


class _EitherCode(Limited):
    """Asks for the app's code, or by a link for one of the list."""

    request: HttpRequest
    by_app: type[Any]
    by_list: type[Any]

    @property
    def from_list(self) -> bool:
        """Say whether a recovery code is asked for."""
        return LIST in self.request.GET

    def get_form_class(self) -> type[Any]:
        """Return the form that asks for it."""
        return self.by_list if self.from_list else self.by_app

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows."""
        told: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return told | {"from_list": self.from_list, "list_query": LIST}


class Authenticate(_EitherCode, base.AuthenticateView):  # type: ignore[misc]  # the library has no types
    """The second step of a login."""

    by_app, by_list = forms.Authenticate, forms.AuthenticateFromList

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Begin anew where the factor was taken away meanwhile: the library would lead round in circles."""
        login = unstash_login(request, peek=True)
        if login and not services.has_factor(login.user):
            clear_login(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def _build_forms(self) -> Any:
        """Return the form; without a code it is one with a fault, not the library's for security keys."""
        told = self.request.POST if self.request.method == "POST" else None
        self.webauthn_form = None
        self.auth_form = self.get_form_class()(told, user=self.stage.login.user)
        return self.auth_form


@method_decorator(never_cache, name="dispatch")
class Reauthenticate(_EitherCode, base.ReauthenticateView):  # type: ignore[misc]
    """A code once more, before something important or in a session that was opened without."""

    by_app, by_list = forms.Reauthenticate, forms.ReauthenticateFromList

    def form_valid(self, form: Any) -> HttpResponse:
        """Return the way on; a session that opens more than before gets another key."""
        rises = not services.is_shown(self.request, self.request.user)  # type: ignore[arg-type]  # login is required
        response: HttpResponse = super().form_valid(form)
        if rises:
            self.request.session.cycle_key()
        return response


@method_decorator(never_cache, name="dispatch")
class Overview(base.IndexView):  # type: ignore[misc]
    """What the account has, how many recovery codes are left, and what can be done."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows."""
        told: dict[str, Any] = super().get_context_data(**kwargs)
        codes = told["authenticators"].get("recovery_codes")
        return told | {
            "app": told["authenticators"].get("totp"),
            "left": len(codes.get_unused_codes()) if codes else 0,
            "required": settings.REQUIRE_MFA,
        }


class _AddsApp(Limited):
    """Adds an app, spends the code that it was added with, and writes in the session that it was shown."""

    request: Any
    form_class = forms.AddApp
    replaces = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows; the secret in groups of four, for those who type it."""
        told: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        secret = told["form"].secret
        return told | {
            "replaces": self.replaces,
            "held_back": services.is_held_back(self.request),
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        }

    def form_valid(self, form: forms.AddApp) -> HttpResponse:
        """Return the way to the recovery codes, or to the overview."""
        with transaction.atomic():
            if self.replaces:
                services.drop_app(self.request.user)
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            factor = services.begin(self.request.user, step=form.step)
        services.record(self.request, factor)
        if not self.replaces:
            self.request.session.cycle_key()  # it opens more than before
        return response


@method_decorator(never_cache, name="dispatch")
class AddApp(_AddsApp, totp.ActivateTOTPView):  # type: ignore[misc]
    """The first app of an account."""


@method_decorator(never_cache, name="dispatch")
class ReplaceApp(_AddsApp, totp.ActivateTOTPView):  # type: ignore[misc]
    """Another app in place of the present one, which holds until the new one has shown a code."""

    replaces = True

    @method_decorator(reauthentication_required(app="allauth.mfa"))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead an account without an app to the page that adds one."""
        if not services.has_factor(request.user):  # type: ignore[arg-type]  # login is required
            return redirect("mfa_activate_totp")
        # Past the library's own, which sends away whoever has an app.
        response: HttpResponseBase = super(totp.ActivateTOTPView, self).dispatch(
            request, *args, **kwargs
        )
        return response


@method_decorator(never_cache, name="dispatch")
class RemoveApp(totp.DeactivateTOTPView):  # type: ignore[misc]
    """No second factor any more, where none is required."""


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(recovery_codes.ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes that are left, to keep where only their owner can reach them."""


class Download(recovery_codes.DownloadRecoveryCodesView):  # type: ignore[misc]
    """The same as a text file."""

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        """Return the file."""
        response: HttpResponse = super().render_to_response(context, **options)
        response["Content-Disposition"] = f'attachment; filename="{_("reservkoder")}.txt"'
        return response


@method_decorator(never_cache, name="dispatch")
class NewRecoveryCodes(recovery_codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    """A new list, after which the old one opens nothing."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Return the way to the new list; the session stands on it, since the old one may be what opened it."""
        response: HttpResponse = super().form_valid(form)
        services.record(self.request, services.recovery_codes_of(self.request.user))
        return response
