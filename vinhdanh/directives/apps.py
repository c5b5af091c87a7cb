from django.apps import AppConfig


class Directives(AppConfig):
    name = "vinhdanh.directives"
    label = "directives"
