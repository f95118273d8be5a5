"""Addresses of notifications; none carries a number of a person."""

from django.urls import path

from subscriptions.notifications import lists, views

app_name = "notifications"
urlpatterns = [
    path("", lists.listed, name="list"),
    path("fil/", lists.export, name="export"),
    path("markerade/", lists.marked, name="marked"),
    path("<uuid:public>/", views.notification, name="notification"),
    path("<uuid:public>/hanterad/", views.handle, name="handle"),
    path("<uuid:public>/oppna/", views.reopen, name="reopen"),
    path("<uuid:public>/ge/", views.give, name="give"),
]
