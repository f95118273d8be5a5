"""Addresses of subscriptions by file, below those of subscriptions; none carries a number of a person."""

from django.urls import path

from subscriptions.filing import comparing_views, rereading_views, views

app_name = "filing"
urlpatterns = [
    path("avstamning/", comparing_views.compare, name="compare"),
    path("fil/", views.new, name="new"),
    path("fil/<uuid:filed_id>/", views.filed, name="filed"),
    path("fil/<uuid:filed_id>/kolumn/", rereading_views.column, name="column"),
    path("fil/<uuid:filed_id>/gor/", views.do, name="do"),
    path("fil/<uuid:filed_id>/fel/", views.faults, name="faults"),
]
