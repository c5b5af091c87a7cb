"""What belongs to no domain: all links on one page, the help, the visitor's theme and language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from vinhdanh.web.doors import opens_to, public

YEAR = 365 * 24 * 3600


def back_to(request: HttpRequest) -> HttpResponseRedirect:
    """The page the visitor came from, when it is one of ours."""
    target = request.POST.get("next", "/")
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if allowed else "/")


@opens_to()
def more(request: HttpRequest) -> HttpResponse:
    """Every link of the side bar, for phones that do not show it."""
    return render(request, "web/more.html")


@opens_to()
def help_page(request: HttpRequest) -> HttpResponse:
    """The keys of every page, and where to read on."""
    return render(request, "web/help.html")


@public("a visitor's own choice of light or dark, kept in his browser")
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    response = back_to(request)
    theme = request.POST.get("theme", "")
    response.set_cookie("vd_theme", theme if theme in ("light", "dark") else "", max_age=YEAR, samesite="Lax")
    return response


@public("a visitor's own choice of language, kept in his browser")
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    response = back_to(request)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax")
    return response
