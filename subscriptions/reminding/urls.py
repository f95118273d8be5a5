"""The address of the local administrator's page."""

from django.urls import path

from subscriptions.reminding import views

app_name = "reminding"
urlpatterns = [path("mejl/", views.mail, name="mail")]
