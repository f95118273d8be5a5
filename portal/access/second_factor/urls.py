"""Addresses of the second factor's pages, under the library's names, so that its own look-ups find them."""

from django.urls import path

from portal.access.second_factor import views
from portal.edge.doors import public
from portal.edge.services import Door

urlpatterns = [
    path("", views.Overview.as_view(), name="mfa_index"),
    path("kod/", public(Door.LOGIN)(views.Authenticate.as_view()), name="mfa_authenticate"),
    path("bekrafta/", views.Reauthenticate.as_view(), name="mfa_reauthenticate"),
    path("lagg-till/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("byt/", views.ReplaceApp.as_view(), name="mfa_replace_totp"),
    path("ta-bort/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("reservkoder/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("reservkoder/nya/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("reservkoder/hamta/", views.Download.as_view(), name="mfa_download_recovery_codes"),
]
