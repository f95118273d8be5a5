"""The address of the members' page."""

from django.urls import path

from portal.usage import views

app_name = "usage"
urlpatterns = [path("", views.page, name="page")]
