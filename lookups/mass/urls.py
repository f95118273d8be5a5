"""Addresses of mass queries; none carries a number."""

from django.urls import include, path

from lookups.mass import views

app_name = "mass"
urlpatterns = [
    path("", include("lookups.mass.downloads.urls")),
    path("", views.listed, name="list"),
    path("<uuid:query_id>/ta-over/", views.take_over, name="take_over"),
]
