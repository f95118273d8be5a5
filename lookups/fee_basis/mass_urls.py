"""Addresses of the bases of a mass query, within those of mass queries; none carries a number."""

from django.urls import path

from lookups.fee_basis import mass_views

app_name = "fee_bases"
urlpatterns = [
    path("<uuid:query_id>/avgift/", mass_views.page, name="page"),
    path("<uuid:query_id>/avgift/<int:line>/", mass_views.person, name="person"),
]
