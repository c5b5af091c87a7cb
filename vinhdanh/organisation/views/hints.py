"""Units that a half-typed name may mean, for fields that name a unit."""

from django.http import HttpResponse
from django.shortcuts import render

from vinhdanh.organisation.queries import today, units_called
from vinhdanh.web.doors import SignedIn, opens_to


@opens_to()
def unit_hints(request: SignedIn) -> HttpResponse:
    """Options for a list of suggestions. Whatever the field is called, its text is the only parameter."""
    asked = next((text for text in map(str, request.GET.values()) if text.strip()), "")
    units = units_called(asked, today())[:12] if asked else []
    return render(request, "organisation/unit_hints.html", {"units": units})
