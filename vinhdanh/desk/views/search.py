"""The search over everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.web.doors import opens_to


@opens_to()
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/search.html", {"asked": request.GET.get("q", "")})
