"""Addresses of notifications; none carries a number of a person."""

from django.urls import path

from subscriptions.notifications import lists, mass_views, team_views, views

app_name = "notifications"
urlpatterns = [
    path("", lists.listed, name="list"),
    path("fil/", lists.export, name="export"),
    path("markerade/", lists.marked, name="marked"),
    path("laget/", team_views.shown, name="team"),
    path("laget/fordela/", team_views.distribute, name="distribute"),
    path("massfraga/<uuid:query>/", mass_views.mass_query, name="mass_query"),
    path("massfraga/<uuid:query>/hanterad/", mass_views.handle, name="mass_handle"),
    path("massfraga/<uuid:query>/oppna/", mass_views.reopen, name="mass_reopen"),
    path("massfraga/<uuid:query>/ge/", mass_views.give, name="mass_give"),
    path("<uuid:public>/", views.notification, name="notification"),
    path("<uuid:public>/hanterad/", views.handle, name="handle"),
    path("<uuid:public>/oppna/", views.reopen, name="reopen"),
    path("<uuid:public>/ge/", views.give, name="give"),
]
