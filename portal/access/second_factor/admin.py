"""For whoever has lost both telephone and recovery codes: an administrator takes the factor away, and it is told."""

from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.access.models import User
from portal.access.second_factor import services
from portal.history.telling import tell

CONFIRMED = "confirmed"  # the button of the page that asks


class TakesFactorAway(admin.ModelAdmin[User]):
    """Accounts whose second factor can be taken away; their logins end with it."""

    actions = ("take_factor_away",)

    @admin.action(description=_("Ta bort tvåstegsinloggning"), permissions=["change"])
    def take_factor_away(
        self, request: HttpRequest, accounts: QuerySet[User]
    ) -> HttpResponse | None:
        """Ask first, then take it from those chosen who have one; never from oneself."""
        others = accounts.exclude(email=request.user.get_username()).order_by("email")
        if CONFIRMED not in request.POST:
            return self._question(request, others)
        taken = [user for user in others if services.take_away(user)]
        for user in taken:
            tell(request, user, _("Tvåstegsinloggningen togs bort."))
        transaction.on_commit(lambda: _write(taken), robust=True)
        told = ngettext(
            "Tvåstegsinloggningen är borttagen från %(antal)s konto.",
            "Tvåstegsinloggningen är borttagen från %(antal)s konton.",
            len(taken),
        )
        self.message_user(request, told % {"antal": len(taken)}, messages.SUCCESS)
        return None

    def _question(self, request: HttpRequest, others: QuerySet[User]) -> HttpResponse:
        told: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": gettext("Ta bort tvåstegsinloggning"),
            "opts": self.opts,
            "accounts": others,
            "checkbox": ACTION_CHECKBOX_NAME,
            "confirmed": CONFIRMED,
        }
        return TemplateResponse(request, "admin/take_factor_away.html", told)


def _write(users: Iterable[User]) -> None:
    """Tell the owners by mail."""
    for user in users:
        get_adapter().send_notification_mail("mfa/email/taken_away", user)
