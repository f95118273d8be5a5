"""Address of the rehearsal."""

from django.urls import path

from lookups.api.rehearsal import views

app_name = "rehearsal"
urlpatterns = [path("", views.page, name="page")]
