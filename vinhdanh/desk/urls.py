from django.urls import path

from vinhdanh.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.search, name="search"),
]
