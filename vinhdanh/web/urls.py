from django.urls import path

from vinhdanh.web import views

urlpatterns = [
    path("them/", views.more, name="more"),
    path("tro-giup/", views.help_page, name="help"),
    path("giao-dien/", views.choose_theme, name="choose_theme"),
    path("ngon-ngu/", views.choose_language, name="choose_language"),
]
