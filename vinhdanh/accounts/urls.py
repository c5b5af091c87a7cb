"""Only the doors that are used: sign in, sign out, password. Nobody signs up by himself."""

from allauth.account import views as allauth_views
from django.urls import path

from vinhdanh.accounts import views
from vinhdanh.web.doors import opens_to, public

urlpatterns = [
    path("dang-nhap/", public("signing in comes before any role")(allauth_views.login), name="account_login"),
    path("dang-xuat/", opens_to()(allauth_views.logout), name="account_logout"),
    path("", views.me, name="me"),
    path("thong-bao/", views.notices, name="notices"),
]
