from django.urls import path

from vinhdanh.organisation.views import hints

urlpatterns = [
    path("goi-y/", hints.unit_hints, name="unit_hints"),
]
