"""Whoever still has the password that an administrator made sets his own before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN_BEFORE = {"password", "account_logout", "choose_theme", "choose_language"}


class FirstPassword:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, options: dict) -> HttpResponse | None:
        door = getattr(view, "door", None)
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        if (door is not None and door.public) or str(request.resolver_match.url_name) in OPEN_BEFORE:
            return None
        return redirect("password")
