from django.apps import AppConfig


class Inspections(AppConfig):
    name = "vinhdanh.inspections"
    label = "inspections"
