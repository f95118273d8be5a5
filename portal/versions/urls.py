"""Address of the builders' help."""

from django.urls import path

from portal.versions import views

app_name = "versions"
urlpatterns = [path("", views.help_page, name="help")]
