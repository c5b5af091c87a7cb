from django.apps import AppConfig


class Demo(AppConfig):
    name = "vinhdanh.demo"
    label = "demo"
