"""Addresses of inspections: lists first, then one inspection, one finding."""

from django.urls import path

from vinhdanh.inspections.views import findings, inspections, lists

urlpatterns = [
    path("", lists.inspection_list, name="inspections"),
    path("chuong-trinh/", lists.programmes, name="programmes"),
    path("chuong-trinh/them/", inspections.new_programme, name="programme_new"),
    path("don-vi/", lists.worked_with, name="units_worked_with"),
    path("them/", inspections.new_inspection, name="inspection_new"),
    path("kien-nghi/", lists.finding_list, name="findings"),
    path("kien-nghi/xuat.xlsx", lists.export_findings, name="finding_export"),
    path("kien-nghi/tep/<int:pk>/", findings.action_file, name="corrective_file"),
    path("kien-nghi/<int:pk>/", findings.finding, name="finding"),
    path("kien-nghi/<int:pk>/<slug:act>/", findings.act_on_finding, name="finding_act"),
    path("<int:pk>/", inspections.inspection, name="inspection"),
    path("<int:pk>/don-vi/them/", inspections.new_visit, name="visit_new"),
    path("<int:pk>/kien-nghi/them/", inspections.new_finding, name="finding_new"),
]
