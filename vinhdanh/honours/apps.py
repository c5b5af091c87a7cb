from django.apps import AppConfig


class Honours(AppConfig):
    name = "vinhdanh.honours"
    label = "honours"
