"""Addresses of the public page, its forms for machines, and the staff's page of incidents."""

from django.urls import path

from portal.status import staff, views

app_name = "status"
urlpatterns = [
    path("driftinformation/", views.page, name="page"),
    path("driftinformation/nu/", views.banners, name="banners"),
    path("status.json", views.json, name="json"),
    path("status.atom", views.atom_feed, name="atom"),
    path("status.ics", views.calendar, name="ics"),
    path("support/driftstorningar/", staff.incidents, name="incidents"),
    path("support/driftstorningar/<uuid:key>/", staff.incident, name="incident"),
]
