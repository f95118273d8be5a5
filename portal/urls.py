"""Composition root: names the floors above by string only."""

from allauth.account import views as account
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.i18n import set_language

from portal.access import discovery
from portal.access.token_endpoint import TokenView
from portal.access.views import Login, Reauthenticate, ResetPassword
from portal.api.door import open_door
from portal.edge.doors import public
from portal.edge.services import Door
from portal.shell import health

# The library's names, so that its own look-ups find them; only what is served (login.md, F5).
token_issuer = (
    [
        path(
            ".well-known/openid-configuration",
            open_door(discovery.configuration),
            name="configuration",
        ),
        path(".well-known/jwks.json", open_door(discovery.keys), name="jwks"),
        path("identity/o/api/token", TokenView.as_view(), name="token"),
    ],
    "oidc",
)

login = public(Door.LOGIN)  # counted apart: whoever storms other pages leaves the login open

# Sign-up, e-mail lists and social accounts of the library are not served.
konto = [
    path("login/", login(Login.as_view()), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("losenord/byt/", account.password_change, name="account_change_password"),
    path("losenord/aterstall/", login(ResetPassword.as_view()), name="account_reset_password"),
    path(
        "losenord/aterstall/skickat/",
        login(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^losenord/aterstall/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        login(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "losenord/aterstall/klart/",
        login(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("bekrafta/", Reauthenticate.as_view(), name="account_reauthenticate"),
    path("tvastegs/", include("portal.access.second_factor.urls")),
    path("stangt/", login(account.account_inactive), name="account_inactive"),
]

urlpatterns = [
    path("", include("portal.shell.urls")),
    path("", include((([path("", include(token_issuer))]), "idp"))),
    path("konto/", include(konto)),
    path("konto/", include("portal.logins.urls")),
    path("i18n/setlang/", login_not_required(public()(set_language)), name="set_language"),
    path("", include("portal.status.urls")),
    path("onlinefraga/", include("lookups.online.urls")),
    path("onlinefraga/", include("lookups.fee_basis.urls")),
    path("massfragor/", include("lookups.mass.urls")),
    path("massfragor/", include("lookups.fee_basis.mass_urls")),
    path("hjalp/api/", include("portal.versions.urls")),
    path("hjalp/", include("lookups.describing.urls")),
    path("organisation/ova/", include("lookups.api.rehearsal.urls")),
    path("organisation/", include("lookups.care_fees.urls")),
    path("prenumerationer/", include("subscriptions.subscribing.urls")),
    path("prenumerationer/", include("subscriptions.filing.urls")),
    path("aviseringar/", include("subscriptions.notifications.urls")),
    path("aviseringar/", include("subscriptions.reminding.urls")),
    path("aviseringar/", include("subscriptions.resending.urls")),
    path("anvandning/", include("portal.usage.urls")),
    path("support/", include("portal.support.urls")),
    path("support/massfragor/", include("lookups.mass.support.urls")),
    path("lefi-online/", include("lookups.api.urls")),
    path("lefi-extern-formansinformation/", include("lookups.api.v9.urls")),
    path("leka/", include("subscriptions.api.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = "portal.handlers.bad_request"
handler403 = "portal.handlers.forbidden"
handler404 = "portal.handlers.not_found"
handler500 = "portal.handlers.server_error"
handler429 = "portal.handlers.too_many"  # the identity library looks here
