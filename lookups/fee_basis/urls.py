"""Addresses of the basis of a care fee, within those of online questions; none carries a number."""

from django.urls import path

from lookups.fee_basis import views

app_name = "fee_basis"
urlpatterns = [
    path("<uuid:answer_id>/avgift/", views.page, name="page"),
    path("<uuid:answer_id>/avgift.<slug:kind>", views.file, name="file"),
]
