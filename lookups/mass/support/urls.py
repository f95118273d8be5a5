"""Addresses of support's pages of mass queries; none carries more than a query's id."""

from django.urls import path

from lookups.mass.support import views

app_name = "mass_support"
urlpatterns = [
    path("<uuid:query_id>/", views.query, name="query"),
    path("<uuid:query_id>/pausa/", views.pause, name="pause"),
    path("<uuid:query_id>/vidare/", views.resume, name="resume"),
]
