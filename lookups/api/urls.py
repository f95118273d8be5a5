"""Addresses under `/lefi-online/`; whatever is not one of them answers with a problem, never with a page."""

from django.urls import include, path, re_path

from lookups.api.info import info_of
from lookups.api.life import VERSIONS
from lookups.api.v10.version import api as v10
from portal.api.bearer import BearerAuth
from portal.api.door import nowhere, open_door

urlpatterns = [
    path("api-info", open_door(info_of(VERSIONS)), name="lefi-online-api-info"),
    path("v10/", include((v10.patterns(), "lefi-online-v10"))),
    re_path(r"^.*$", nowhere(BearerAuth())),
]
