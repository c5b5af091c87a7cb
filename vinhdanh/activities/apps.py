from django.apps import AppConfig


class Activities(AppConfig):
    name = "vinhdanh.activities"
    label = "activities"
