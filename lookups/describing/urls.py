"""Addresses of the help and of the published description; each type has one of its own to link to."""

from django.urls import path

from lookups.describing import views

app_name = "describing"
urlpatterns = [
    path("", views.help_index, name="help"),
    path("beskrivning/", views.index, name="index"),
    path("beskrivning/<slug:agency>/", views.agency, name="agency"),
    path("beskrivning/<slug:agency>/<slug:code>/", views.one_type, name="type"),
]
