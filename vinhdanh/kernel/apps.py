from django.apps import AppConfig


class Kernel(AppConfig):
    name = "vinhdanh.kernel"
    label = "kernel"
