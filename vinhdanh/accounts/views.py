"""My account and my notices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.web.doors import opens_to


@opens_to()
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/me.html", {"grants": request.user.current_grants()})


@opens_to()
def notices(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/notices.html", {"notices": request.user.notices.all()[:50]})
