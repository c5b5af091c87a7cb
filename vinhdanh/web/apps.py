from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Web(AppConfig):
    name = "vinhdanh.web"
    label = "web"

    def ready(self) -> None:
        """Find what each domain adds: its sentences, links, permissions, jobs and sheets."""
        autodiscover_modules("sentences", "nav", "policies", "tasks", "sheets", "waiting")
