from django.urls import path

from vinhdanh.reports.views import figures, reports

urlpatterns = [
    path("", reports.report_list, name="reports"),
    path("moi/", reports.new_report, name="report_new"),
    path("so-lieu/<path:key>/", figures.figure_page, name="figure"),
    path("ban-ghi/<path:key>/", figures.figure_rows, name="figure_rows"),
    path("bang-tinh/<path:key>/", figures.figure_file, name="figure_file"),
    path("<int:pk>/", reports.report_page, name="report"),
    path("<int:pk>/loi-van/", reports.report_words, name="report_words"),
    path("<int:pk>/chot/", reports.freeze, name="report_freeze"),
    path("<int:pk>/mo-lai/", reports.reopen, name="report_reopen"),
    path("<int:pk>/thay-doi/", reports.report_changes, name="report_changes"),
    path("<int:pk>/van-ban/<str:kind>/", reports.report_file, name="report_file"),
]
