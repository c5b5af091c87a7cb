"""Reorganisations: what was merged, divided, renamed, moved, when, on what basis."""

from django.http import HttpResponse
from django.shortcuts import render

from vinhdanh.organisation import tree
from vinhdanh.organisation.models import OrgChange
from vinhdanh.organisation.queries import changes_listed
from vinhdanh.organisation.templatetags.organisation_words import KINDS
from vinhdanh.web.doors import SignedIn, opens_to
from vinhdanh.web.paging import keyset_page


@opens_to()
def changes(request: SignedIn) -> HttpResponse:
    kind, year, asked = (request.GET.get(name, "") for name in ("loai", "nam", "q"))
    rows = changes_listed(kind=kind, year=year, asked=asked)
    page = keyset_page(request, rows, "-effective_on", "-id", total=rows.count())
    years = [day.year for day in OrgChange.objects.order_by("-effective_on").dates("effective_on", "year", "DESC")]
    return render(
        request,
        "organisation/changes.html",
        {
            "page": page,
            "changes": tree.told(page.rows),
            "kinds": KINDS.items(),
            "years": years,
            "kind": kind,
            "year": year,
            "asked": asked,
            "can_import": request.user.has_role("office"),
        },
    )
