from django.apps import AppConfig


class Organisation(AppConfig):
    name = "vinhdanh.organisation"
    label = "organisation"
