from django.apps import AppConfig


class Contests(AppConfig):
    name = "vinhdanh.contests"
    label = "contests"
