"""Addresses of sending again."""

from django.urls import path

from subscriptions.resending import views

app_name = "resending"
urlpatterns = [
    path("igen/", views.everything, name="everything"),
    path("igen/prenumeration/<uuid:public>/", views.subscription, name="subscription"),
    path("igen/<uuid:order>/", views.order, name="order"),
    path("igen/<uuid:order>/lage/", views.state, name="state"),
]
