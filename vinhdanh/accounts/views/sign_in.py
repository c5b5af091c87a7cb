"""The door. A demonstration shows who may come in, a real office never does."""

from typing import Any

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse

from vinhdanh.accounts.queries import shown_sign_ins
from vinhdanh.accounts.views.mine import remember_looks
from vinhdanh.organisation.queries import office
from vinhdanh.web.doors import public


class SignIn(LoginView):
    template_name = "account/login.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        return remember_looks(response, self.request.user) if self.request.user.is_authenticated else response

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        here = office()
        return super().get_context_data(**context) | {
            "office": here,
            "shown": shown_sign_ins(here),
            "tries_left": getattr(self.request, "tries_left", None),
        }


_sign_in = SignIn.as_view()


@public("signing in comes before any role")
def sign_in(request: HttpRequest) -> HttpResponse:
    return _sign_in(request)
