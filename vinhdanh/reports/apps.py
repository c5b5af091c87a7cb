from django.apps import AppConfig


class Reports(AppConfig):
    name = "vinhdanh.reports"
    label = "reports"
