"""My account and my notices."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST

from vinhdanh.accounts.actions import change_password, choose_looks, read_notice, read_notices
from vinhdanh.accounts.forms import Looks, OwnPassword
from vinhdanh.accounts.models import User
from vinhdanh.kernel.history import history_of
from vinhdanh.web.doors import SignedIn, opens_to
from vinhdanh.web.paging import keyset_page
from vinhdanh.web.views import YEAR


def remember_looks(response: HttpResponse, user: Any) -> HttpResponse:
    """The account's choices of theme and language, in the browser that just signed in."""
    if user.theme:
        response.set_cookie("vd_theme", user.theme, max_age=YEAR, samesite="Lax")
    if user.language:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, max_age=YEAR, samesite="Lax")
    return response


@opens_to()
def me(request: SignedIn) -> HttpResponse:
    user: User = request.user
    form = Looks(
        request.POST or None,
        initial={"theme": request.COOKIES.get("vd_theme", user.theme), "language": request.LANGUAGE_CODE},
    )
    if request.method == "POST" and form.is_valid():
        choose_looks(user, **form.cleaned_data, by=user)
        with override(user.language):
            messages.success(request, gettext("Đã lưu giao diện và ngôn ngữ."))
        response = remember_looks(redirect("me"), user)
        if not user.theme:
            response.delete_cookie("vd_theme")
        return response
    page = {"grants": user.current_grants(), "form": form, "history": history_of(user)[:20]}
    return render(request, "accounts/me.html", page, status=422 if form.errors else 200)


@opens_to()
def password(request: SignedIn) -> HttpResponse:
    user: User = request.user
    form = OwnPassword(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        change_password(user, form.cleaned_data["new"], by=user)
        update_session_auth_hash(request, user)
        messages.success(request, gettext("Đã đổi mật khẩu. Các máy khác đã đăng xuất."))
        return redirect("me")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@opens_to()
def notices(request: SignedIn) -> HttpResponse:
    page = keyset_page(request, request.user.notices.all(), "-id")
    return render(request, "accounts/notices.html", {"page": page})


@opens_to()
@require_POST
def all_read(request: SignedIn) -> HttpResponse:
    read_notices(request.user, by=request.user)
    return redirect("notices")


@opens_to()
@require_POST
def open_notice(request: SignedIn, pk: int) -> HttpResponse:
    """Read, and on to the page it is about."""
    notice = get_object_or_404(request.user.notices, pk=pk)
    read_notice(notice, by=request.user)
    ours = url_has_allowed_host_and_scheme(notice.url, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(notice.url) if notice.url and ours else redirect("notices")
