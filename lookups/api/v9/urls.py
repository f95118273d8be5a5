"""Addresses under `/lefi-extern-formansinformation/`; whatever is not one of them answers with a `Felsvar`."""

from django.urls import include, path, re_path

from lookups.api.info import info_of
from lookups.api.life import VERSIONS
from lookups.api.v9.version import api
from portal.api.bearer import BearerAuth
from portal.api.door import nowhere, open_door

urlpatterns = [
    path("api-info", open_door(info_of(VERSIONS)), name="lefi-extern-api-info"),
    path("v9/", include((api.patterns(), "lefi-extern-v9"))),
    re_path(r"^.*$", nowhere(BearerAuth())),
]
