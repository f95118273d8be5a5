"""Addresses of files; the room's own addresses include them. None carries a number."""

from django.urls import path

from lookups.mass.downloads import views

urlpatterns = [
    path("<uuid:query_id>/filer/", views.download, name="download"),
    path("filer/<uuid:download_id>/", views.file, name="file"),
]
