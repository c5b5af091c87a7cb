"""Accounts are made by the office, never by a visitor; and what signing in says when it fails."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_cache_key, parse_rates
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class ClosedDoor(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Tên hoặc mật khẩu chưa đúng."),
        "invalid_login": _("Tên hoặc mật khẩu chưa đúng."),
        "too_many_login_attempts": _("Đã thử sai quá nhiều lần nên tạm khóa. Anh/chị thử lại sau 15 phút."),
        "rate_limited": _("Anh/chị gửi quá nhanh. Thử lại sau một phút."),
        "account_inactive": _("Tài khoản này đã khóa."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Tell the page how many tries are left before this name is locked."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        for rate in parse_rates(app_settings.RATE_LIMITS.get("login_failed")):
            if rate.per == "key":
                kept = get_cache_key(request, app="allauth.account", action="login_failed", rate=rate, key=key)
                recent = [at for at in cache.get(kept, []) if at > time.time() - rate.duration]
                request.tries_left = max(0, rate.amount - len(recent))  # type: ignore[attr-defined]

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return render(request, "account/account_inactive.html", status=403)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page that opens says that one signed in; the library's own banner knows no Vietnamese."""
