"""Addresses of the online question; none carries a number."""

from django.urls import path

from lookups.online import views

app_name = "online"
urlpatterns = [
    path("", views.question, name="question"),
    path("samma-arende/", views.same_case, name="same_case"),
    path("lasning/", views.reading, name="reading"),
    path("vantar/", views.waiting, name="waiting"),
    path("<uuid:answer_id>/", views.answer, name="answer"),
]
