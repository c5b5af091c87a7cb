from django.apps import AppConfig


class Commendations(AppConfig):
    name = "vinhdanh.commendations"
    label = "commendations"
