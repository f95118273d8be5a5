"""Django's administration, in a database role of its own: all organisations, no documents, no answers."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.shell import overview
from portal.status import reminding
from portal.tenants.scope import as_administrator


def _inside(request: HttpRequest) -> HttpResponse:
    """Lead staff who are logged in already to the first page."""
    del request
    return redirect("admin:index")


class Administration(AdminSite):
    """The administrators' pages; the door is the portal's own login."""

    site_header = _("Förvaltning")
    site_title = _("Förvaltning")
    index_title = _("Översikt")
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Judge the visitor as Django does, then work in the administration's role."""

        def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with as_administrator():
                response: HttpResponse = view(request, *args, **kwargs)
                # A page that renders itself later would do so without the role.
                if isinstance(response, SimpleTemplateResponse):
                    response = response.render()
            return response

        return super().admin_view(within, cacheable)

    @method_decorator(
        login_not_required
    )  # it leads to the login itself, and keeps where one was going
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Open by the portal's login, so that its throttling and second factor hold here too (login.md).

        Django's own form is never shown: staff logged in could try other accounts' passwords at it without a limit.
        """
        del extra_context
        response: HttpResponse = secure_admin_login(_inside)(request)
        return response

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show the overview, and what an administrator is to look at in time."""
        at = clock.now()
        for sentence in (*reminding.eves(at=at), *overview.sentences(at=at)):
            messages.warning(request, sentence)
        return super().index(request, extra_context)

    def password_change(  # type: ignore[override]  # the stubs say narrower than Django does
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the portal's page: one set of rules for passwords."""
        del request, extra_context
        return redirect("account_change_password")
