from django.apps import AppConfig


class Accounts(AppConfig):
    name = "vinhdanh.accounts"
    label = "accounts"
