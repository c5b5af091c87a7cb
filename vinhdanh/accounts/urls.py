"""Only the doors that are used: sign in, sign out, password. Nobody signs up by himself."""

from allauth.account import views as allauth_views
from django.urls import path

from vinhdanh.accounts.views import mine, sign_in, users
from vinhdanh.web.doors import opens_to

urlpatterns = [
    path("dang-nhap/", sign_in.sign_in, name="account_login"),
    path("dang-xuat/", opens_to()(allauth_views.logout), name="account_logout"),
    path("", mine.me, name="me"),
    path("mat-khau/", mine.password, name="password"),
    path("thong-bao/", mine.notices, name="notices"),
    path("thong-bao/da-doc/", mine.all_read, name="notices_read"),
    path("thong-bao/<int:pk>/", mine.open_notice, name="notice"),
    path("nguoi-dung/", users.users, name="users"),
    path("nguoi-dung/them/", users.new_user, name="new_user"),
    path("nguoi-dung/<int:pk>/", users.user, name="user"),
    path("nguoi-dung/<int:pk>/vai-tro/", users.give_role, name="give_role"),
    path("nguoi-dung/<int:pk>/mat-khau/", users.give_password, name="give_password"),
    path("nguoi-dung/<int:pk>/khoa/", users.turn, name="turn_user"),
    path("vai-tro/<int:pk>/ket-thuc/", users.end_role, name="end_role"),
]
