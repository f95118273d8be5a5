"""Addresses of mass queries; none carries a number."""

from django.urls import include, path

from lookups.mass import (
    format_views,
    reading_views,
    rereading_views,
    sending_views,
    unasked_views,
    views,
)

app_name = "mass"
urlpatterns = [
    path("", include("lookups.mass.downloads.urls")),
    path("", views.listed, name="list"),
    path("ny/", sending_views.new, name="new"),
    path("filformat/", format_views.described, name="format"),
    path("mall.<slug:kind>", format_views.template, name="template"),
    path("<uuid:query_id>/", sending_views.query, name="query"),
    path("<uuid:query_id>/lage/", sending_views.state, name="state"),
    path("<uuid:query_id>/kolumn/", rereading_views.column, name="column"),
    path("<uuid:query_id>/skicka/", sending_views.send, name="send"),
    path("<uuid:query_id>/avbryt/", sending_views.cancel, name="cancel"),
    path("<uuid:query_id>/igen/", sending_views.again, name="again"),
    path("<uuid:query_id>/forlang/", sending_views.prolong, name="prolong"),
    path("<uuid:query_id>/fel/", sending_views.faults, name="faults"),
    path("<uuid:query_id>/ej-fragade/", unasked_views.not_asked, name="not_asked"),
    path("<uuid:query_id>/svar/", reading_views.answers, name="answers"),
    path("<uuid:query_id>/svar/<int:line>/", reading_views.person, name="person"),
    path("<uuid:query_id>/ta-over/", views.take_over, name="take_over"),
]
