"""Addresses of activities: tabs by kind, totals of units, one row, its files."""

from django.urls import path

from vinhdanh.activities.views import lists, records

urlpatterns = [
    path("", lists.activity_list, name="activities"),
    path("theo-don-vi/", lists.totals, name="activity_totals"),
    path("minh-chung/<int:pk>/", records.evidence_file, name="evidence_file"),
    path("<slug:slug>/", lists.activity_list, name="activity_list"),
    path("<slug:slug>/xuat.xlsx", lists.export, name="activity_export"),
    path("<slug:slug>/them/", records.new_activity, name="activity_new"),
    path("<slug:slug>/<int:pk>/", records.activity, name="activity"),
    path("<slug:slug>/<int:pk>/sua/", records.change_activity, name="activity_edit"),
    path("<slug:slug>/<int:pk>/xac-nhan/", records.confirm, name="activity_confirm"),
    path("<slug:slug>/<int:pk>/minh-chung/", records.add_evidence, name="activity_evidence"),
    path(
        "<slug:slug>/<int:pk>/minh-chung/<int:evidence_pk>/go/", records.take_off_evidence, name="activity_evidence_off"
    ),
]
