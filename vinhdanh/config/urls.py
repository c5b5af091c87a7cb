"""All addresses. Each domain lists its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("vinhdanh.desk.urls")),
    path("", include("vinhdanh.web.urls")),
    path("to-chuc/", include("vinhdanh.organisation.urls")),
    path("tai-khoan/", include("vinhdanh.accounts.urls")),
    path("", include("vinhdanh.honours.urls")),
    path("chi-thi/", include("vinhdanh.directives.urls")),
    path("hoat-dong/", include("vinhdanh.activities.urls")),
    path("nhap/", include("vinhdanh.activities.intake_urls")),
    path("kiem-tra/", include("vinhdanh.inspections.urls")),
    path("cuoc-thi/", include("vinhdanh.contests.urls")),
    path("khen-thuong/", include("vinhdanh.commendations.urls")),
    path("bao-cao/", include("vinhdanh.reports.urls")),
]
