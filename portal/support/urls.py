"""Addresses of the support's pages; none carries more than an organisation's or a call's id."""

from django.urls import path

from portal.support import monthly, views

app_name = "support"
urlpatterns = [
    path("", views.start, name="search"),
    path("begaran/<uuid:request_id>/", views.call, name="call"),
    path("organisationer/<uuid:aktors_id>/", views.one, name="organisation"),
    path("organisationer/<uuid:aktors_id>/plats/", views.free, name="free"),
    path("organisationer/<uuid:aktors_id>/underlag/", monthly.review, name="review"),
    path("manad/", monthly.table, name="month"),
    path("manad.csv", monthly.file, name="month_file"),
]
