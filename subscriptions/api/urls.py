"""Addresses under `/leka/`; whatever is not one of them answers with a problem, never with a page."""

from django.urls import include, path, re_path

from lookups.api.info import info_of
from portal.api.bearer import BearerAuth
from portal.api.door import nowhere, open_door
from subscriptions.api.life import VERSIONS
from subscriptions.api.v1.version import api as v1

urlpatterns = [
    path("api-info", open_door(info_of(VERSIONS)), name="leka-api-info"),
    path("v1/", include((v1.patterns(), "leka-v1"))),
    re_path(r"^.*$", nowhere(BearerAuth())),
]
