"""The search over everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.desk.search import found
from vinhdanh.web.doors import opens_to


@opens_to()
def search(request: HttpRequest) -> HttpResponse:
    asked, only = request.GET.get("q", "").strip()[:200], request.GET.get("nhom", "")
    groups = found(request.user, asked, only=only)
    return render(request, "desk/search.html", {"asked": asked, "only": only, "groups": groups})
