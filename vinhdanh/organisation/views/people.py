"""People, in the order of their given names; each reader sees those of his own units."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.versions import ChangedMeanwhile
from vinhdanh.organisation.actions import correct_person
from vinhdanh.organisation.forms import PersonFacts
from vinhdanh.organisation.models import Person, Unit
from vinhdanh.organisation.policies import EDIT_PERSON, SEE_PERSON
from vinhdanh.organisation.queries import answers, people_listed
from vinhdanh.web.conflict import conflict_page
from vinhdanh.web.doors import SignedIn, opens_to
from vinhdanh.web.paging import keyset_page

READERS = ("office", "clerk", "leader", "secretary")


@opens_to(*READERS)
def people(request: SignedIn) -> HttpResponse:
    asked, under, state, post = (request.GET.get(name, "") for name in ("q", "don_vi", "trang_thai", "lanh_dao"))
    above = Unit.objects.filter(code=under.split(" ")[0]).first() if under else None
    rows = SEE_PERSON.rows(Person.objects.select_related("unit"), request.user)
    rows = people_listed(rows, asked=asked, under=above, state=state, leaders=bool(post))
    page = keyset_page(request, rows, "sort_key", "id", total=rows.count())
    return render(
        request,
        "organisation/people.html",
        {
            "page": page,
            "asked": asked,
            "above": above,
            "state": state,
            "leaders": bool(post),
            "person_word": answers().person_word,
        },
    )


@opens_to(*READERS)
def person(request: SignedIn, code: str) -> HttpResponse:
    """Only what the work needs: unit, posts, state."""
    rows = SEE_PERSON.rows(Person.objects.select_related("unit", "unit__parent"), request.user)
    shown = get_object_or_404(rows, code=code)
    page = {
        "person": shown,
        "can_edit": EDIT_PERSON.allows(request.user, shown),
        "history": history_of(shown)[:50],
    }
    return render(request, "organisation/person.html", page)


@opens_to("office")
def edit_person(request: SignedIn, code: str) -> HttpResponse:
    shown = get_object_or_404(EDIT_PERSON.rows(Person.objects.select_related("unit"), request.user), code=code)
    words = answers()
    form = PersonFacts(
        request.POST or None,
        initial={f: getattr(shown, f) for f in PersonFacts.base_fields},
        paths=request.user.paths("office"),
        states=[*words.active_words, *words.left_words],
    )
    if request.method == "POST" and form.is_valid():
        try:
            correct_person(shown, form.facts(), version=form.cleaned_data["version"], by=request.user)
        except ChangedMeanwhile as changed:
            return conflict_page(request, form, changed.row)
        messages.success(request, gettext("Đã lưu thông tin của %(name)s.") % {"name": form.cleaned_data["name"]})
        return redirect("person", shown.code)
    status = 422 if form.errors else 200
    return render(request, "organisation/edit_person.html", {"person": shown, "form": form}, status=status)
