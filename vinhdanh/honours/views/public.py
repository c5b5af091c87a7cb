"""Pages for everybody: is this certificate real, and who was honoured. No session, no cookie of theirs."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from vinhdanh.honours.models import Decision, HonourListing
from vinhdanh.honours.queries import found_awards, latest_decision, public_awards, years_of_awards
from vinhdanh.honours.verification import VALID, Answer, answer_for_code, answer_for_file
from vinhdanh.kernel.files import file_response
from vinhdanh.organisation.queries import office
from vinhdanh.rules.certificates import in_groups, read_code, title_of
from vinhdanh.web.doors import public
from vinhdanh.web.paging import keyset_page

type View = Callable[..., HttpResponseBase]

MOST_ASKED = 10  # a minute and address
SAME_TIME = 0.08  # seconds that every answer takes at least: nothing is learned from how long it took
LARGEST = 8 * 2**20


def in_chosen_language(view: View) -> View:
    """`?lang=en` speaks for this page alone, so that no cookie is needed."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = request.GET.get("lang", "")
        if chosen not in dict(settings.LANGUAGES):
            return view(request, *args, **kwargs)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = chosen
        return response

    return spoken


def asked_too_often(request: HttpRequest) -> bool:
    key = f"verify:{request.META.get('REMOTE_ADDR', '')}:{int(time.time() // 60)}"
    cache.add(key, 0, 120)
    return cache.incr(key) > MOST_ASKED


def in_equal_time(view: View) -> View:
    """Refuses after ten questions a minute; answers every question after the same time."""

    @wraps(view)
    def paced(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if asked_too_often(request):
            later = render(request, "honours/verify_busy.html", status=429)
            later.headers["Retry-After"] = "60"
            return later
        until = time.monotonic() + SAME_TIME
        response = view(request, *args, **kwargs)
        time.sleep(max(0.0, until - time.monotonic()))
        return response

    return paced


def shown(request: HttpRequest, answer: Answer, **more: Any) -> HttpResponse:
    certificate = answer.certificate
    context = {
        "answer": answer,
        "certificate": certificate,
        "award": certificate.award if certificate else None,
        "decision": certificate.award.decision if certificate else None,
        "title": title_of(certificate.award.form) if certificate else "",
        "checked_at": timezone.localtime(),
        "office": office(),
        **more,
    }
    return render(request, "honours/verify.html", context)


@public("whoever types the code on a paper may ask whether it is real")
@require_safe
@in_chosen_language
def verify_form(request: HttpRequest) -> HttpResponseBase:
    typed = request.GET.get("ma", "").strip()
    if typed:
        return verify(request, typed[:120])
    return render(request, "honours/verify_form.html", {"office": office()})


@public("whoever holds a certificate may ask whether it is real")
@require_safe
@in_chosen_language
@in_equal_time
def verify(request: HttpRequest, code: str) -> HttpResponse:
    code = code.rstrip("/").rsplit("/", 1)[-1]
    typed = read_code(code)
    return shown(request, answer_for_code(code), typed=in_groups(typed) if typed else code[:60], code=typed)


@public("the signed file of a paper whose code one holds")
@require_safe
@in_equal_time
def verify_file(request: HttpRequest, code: str) -> FileResponse:
    answer = answer_for_code(code)
    if answer.state != VALID or answer.certificate is None or answer.certificate.file is None:
        raise Http404
    return file_response(answer.certificate.file, name=f"{answer.certificate.label}.pdf")


@public("whoever holds the file of a certificate may have it compared")
@csrf_exempt  # changes nothing and needs no session, so that no cookie is set either
@require_POST
@in_chosen_language
@in_equal_time
def verify_upload(request: HttpRequest) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None or sent.size is None or sent.size == 0 or sent.size > LARGEST:
        context = {"office": office(), "no_file": True}
        return render(request, "honours/verify_form.html", context, status=422)
    return shown(request, answer_for_file(sent.read()), from_file=True, file_name=sent.name)


def newest_of(year: int | None) -> Decision | None:
    """The latest decision, to open the roll of its year with its own title."""
    latest = latest_decision()
    shown_first = latest is not None and latest.title and latest.dated_on and latest.dated_on.year == year
    return latest if shown_first else None


@public("the roll of honour is published")
@require_safe
@in_chosen_language
def roll(request: HttpRequest) -> HttpResponse:
    years = years_of_awards()
    asked = request.GET.get("nam", "")
    text, kind = request.GET.get("q", "").strip(), request.GET.get("loai", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else None
    if year is None and not asked and not text and years:
        year = years[0]
    awards = public_awards() & found_awards(text)
    if year is not None:
        awards = awards.filter(awarded_on__year=year)
    if kind in ("tap-the", "ca-nhan"):
        awards = awards.filter(person__isnull=kind == "tap-the")
    programmes = list(HonourListing.objects.order_by("programme", "pk")) if kind == "chuong-trinh" else None
    rows = awards.select_related("certificate", "decision")
    page = keyset_page(request, rows, "-awarded_on", "decision_id", "position", "id", total=awards.count())
    context = {
        "page": page,
        "years": [str(each) for each in years],
        "year": str(year or ""),
        "kind": kind,
        "asked": text,
        "office": office(),
        "newest": newest_of(year) if not text and not kind else None,
        "programmes": programmes,
        "has_programmes": HonourListing.objects.exists(),
    }
    return render(request, "honours/roll.html", context)
