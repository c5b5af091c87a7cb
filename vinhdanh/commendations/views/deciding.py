"""From what the council approved to a decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from vinhdanh.commendations.actions import make_decision
from vinhdanh.commendations.forms import DecisionForm
from vinhdanh.commendations.models import Round
from vinhdanh.commendations.policies import MAKE_DECISION
from vinhdanh.commendations.queries.decisions import last_signer, names_on, to_decide
from vinhdanh.organisation.queries import today
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.sentences import sentence

SHOWN = 300


@opens_to("office", "secretary")
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """The list as it will be printed, and what stands above it; sending it issues the decision."""
    round = get_object_or_404(Round, code=code)
    MAKE_DECISION.demand(request.user, round)
    on = round.decision_on or today()
    name, post = last_signer(round.issuer)
    start = {
        "title": gettext("Về việc tặng %(form)s: %(round)s")
        % {"form": round.award_form or gettext("bằng khen"), "round": round.name},
        "dated_on": on,
        "reason": round.name,
        "signer_name": name,
        "signer_post": post,
    }
    form = DecisionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            decision = make_decision(round, **data, by=request.user)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, sentence(reason))
        else:
            count = decision.awards.count()
            told = ngettext(
                "Đã ban hành quyết định %(number)s, khen %(n)s đối tượng.",
                "Đã ban hành quyết định %(number)s, khen %(n)s đối tượng.",
                count,
            )
            messages.success(request, told % {"number": decision.number, "n": count})
            return redirect("round", code=round.code)
    waiting = to_decide(round)
    shown = list(waiting[:SHOWN])
    names = names_on(shown, form.cleaned_data.get("dated_on") or on if form.is_bound and form.is_valid() else on)
    return render(
        request,
        "commendations/decide.html",
        {
            "round": round,
            "form": form,
            "lines": [(row, *names[row.pk]) for row in shown],
            "total": waiting.count(),
        },
        status=422 if form.errors else 200,
    )
