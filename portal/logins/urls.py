"""Addresses of the room; they stand under /konto/."""

from django.urls import path

from portal.logins import views

app_name = "logins"
urlpatterns = [
    path("sessioner/", views.sessions, name="sessions"),
    path("sessioner/tid/", views.remaining_time, name="remaining"),
]
