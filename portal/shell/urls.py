"""Addresses of the pages that belong to no room."""

from django.urls import path

from portal.shell import views

app_name = "shell"
urlpatterns = [
    path("", views.start, name="start"),
    path("byt-organisation/", views.organisation, name="organisation"),
    path("problems/<slug:name>", views.problem, name="problem"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("personuppgifter/", views.privacy, name="privacy"),
]
