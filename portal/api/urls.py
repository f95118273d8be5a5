"""The address space of an API that has no paths yet, or not here: a problem for every call, never a page."""

from django.urls import re_path

from portal.api.bearer import BearerAuth
from portal.api.door import nowhere

urlpatterns = [re_path(r"^.*$", nowhere(BearerAuth()))]
