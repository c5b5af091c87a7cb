"""The office's own words for the levels of its organisation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from vinhdanh.organisation.actions import word_levels
from vinhdanh.organisation.forms import LevelWords
from vinhdanh.organisation.models import UnitKind
from vinhdanh.organisation.policies import WORD_LEVELS
from vinhdanh.organisation.queries import answers
from vinhdanh.web.doors import SignedIn, opens_to


@opens_to()
def vocabulary(request: SignedIn) -> HttpResponse:
    kinds = list(UnitKind.objects.order_by("rank", "pk"))
    may_edit = bool(kinds) and WORD_LEVELS.allows(request.user, kinds[0])
    form = LevelWords(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        changed = word_levels(form.words(), by=request.user)
        messages.success(request, gettext("Đã lưu %(n)s thay đổi từ ngữ.") % {"n": changed})
        return redirect("vocabulary")
    page = {"form": form, "rows": form.rows(), "may_edit": may_edit, "answers": answers()}
    return render(request, "organisation/vocabulary.html", page, status=422 if form.errors else 200)
