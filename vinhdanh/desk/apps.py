from django.apps import AppConfig


class Desk(AppConfig):
    name = "vinhdanh.desk"
    label = "desk"
