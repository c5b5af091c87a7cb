"""Language, privacy of pages, forms sent twice, and how a refusal looks."""

import json
from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from vinhdanh.kernel.models import Once
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.web.sentences import sentence

type Answer = Callable[[HttpRequest], HttpResponse]


class LanguageChoice:
    """Vietnamese unless the visitor chose another language; the browser's wish is not asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PrivatePages:
    """Pages of somebody who signed in are kept by no cache, and never answered to somebody else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Cookie"])
        return response


class RefusalPages:
    """`Refused` becomes a page of reasons; a form sent twice has one effect."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request.POST.get("_once", "")[:64] if request.method == "POST" else ""
        if not token or not request.user.is_authenticated:
            return self.get_response(request)
        try:
            with transaction.atomic():
                once = Once.objects.create(token=token, user_pk=request.user.pk, path=request.path[:400])
        except IntegrityError:
            return self.answered_before(request, token)
        response = self.get_response(request)
        if 300 <= response.status_code < 400:
            Once.objects.filter(pk=once.pk).update(answer=response.headers["Location"][:400])
        else:
            once.delete()
        return response

    def answered_before(self, request: HttpRequest, token: str) -> HttpResponse:
        first = Once.objects.filter(token=token, user_pk=request.user.pk).first()
        if first is not None and first.answer:  # None: the first one was refused in this very moment
            return HttpResponseRedirect(first.answer)
        return refusal_page(request, Refused(Reason("form.sent_twice")))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refusal_page(request, exception)
        return None


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """All reasons at once: 403 when the role is missing, 409 otherwise."""
    status = 403 if all(reason.code.startswith("role.") for reason in refused.reasons) else 409
    sentences = [sentence(reason) for reason in refused.reasons]
    if request.headers.get("Accept", "").startswith("application/json"):
        body = json.dumps(
            {"reasons": [{"code": r.code, "text": s} for r, s in zip(refused.reasons, sentences, strict=True)]}
        )
        return HttpResponse(body, content_type="application/json", status=status)
    return render(request, "web/refused.html", {"sentences": sentences}, status=status)
