"""Every view says who may open it, or why it is public. A test walks all addresses and checks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from vinhdanh.rules.reasons import Reason, Refused


@dataclass(frozen=True)
class Door:
    roles: tuple[str, ...] = ()
    public: str = ""  # why everybody may come in


class SignedIn(HttpRequest):
    """A request that came through `opens_to`: somebody signed in."""

    user: Any


type View = Callable[..., HttpResponseBase]


def opens_to(*roles: str) -> Callable[[View], View]:
    """The view opens to users who hold one of these roles anywhere; without roles, to all who signed in.

    What he may see there is decided by the rows of a permission, not here.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user: Any = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if roles and not user.has_role(*roles):
                raise Refused(Reason("role.missing"))
            return view(request, *args, **kwargs)

        guarded.door = Door(roles=roles)  # type: ignore[attr-defined]
        return guarded

    return declare


def public(why: str) -> Callable[[View], View]:
    """The view is for everybody, for the reason given."""

    def declare(view: View) -> View:
        @wraps(view)
        def open_to_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        open_to_all.door = Door(public=why)  # type: ignore[attr-defined]
        return open_to_all

    return declare
