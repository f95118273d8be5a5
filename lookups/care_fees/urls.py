"""The address of the organisation's own page."""

from django.urls import path

from lookups.care_fees import views

app_name = "care_fees"
urlpatterns = [path("avgiftsunderlag/", views.page, name="page")]
