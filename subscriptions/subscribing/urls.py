"""Addresses of subscriptions; none carries a number of a person."""

from django.urls import path

from subscriptions.subscribing import cases, changing_views, lists, views

app_name = "subscribing"
urlpatterns = [
    path("", lists.listed, name="list"),
    path("ny/", views.new, name="new"),
    path("samma-person/", views.same_person, name="same_person"),
    path("kontroll/", lists.check, name="check"),
    path("markerade/", lists.marked, name="marked"),
    path("arende/", cases.close, name="close"),
    path("andring/<uuid:change>/", lists.done, name="done"),
    path("<uuid:public>/", views.subscription, name="subscription"),
    path("<uuid:public>/forlang/", views.renew, name="renew"),
    path("<uuid:public>/andra/", changing_views.change, name="change"),
    path("<uuid:public>/avregistrera/", views.unregister, name="unregister"),
]
