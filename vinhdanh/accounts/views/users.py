"""The accounts of others, for administrators: make, grant, end, lock."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vinhdanh.accounts import actions
from vinhdanh.accounts.forms import NewGrant, NewUser, UserFacts
from vinhdanh.accounts.models import Grant, Role, User
from vinhdanh.accounts.policies import END_GRANT, MANAGE_USER, TURN_OFF_USER
from vinhdanh.accounts.queries import users_listed
from vinhdanh.kernel.history import history_of
from vinhdanh.organisation.models import FOREVER
from vinhdanh.web.doors import SignedIn, opens_to
from vinhdanh.web.paging import keyset_page

KEPT = "first_password"


def manageable(request: SignedIn, pk: int) -> User:
    return get_object_or_404(MANAGE_USER.rows(User.objects.all(), request.user), pk=pk)


def show_once(request: SignedIn, user: User, password: str) -> None:
    """The first password travels to the next page in the session, and is gone after it was shown."""
    request.session[KEPT] = [user.pk, password]


@opens_to("administrator")
def users(request: SignedIn) -> HttpResponse:
    role, asked = request.GET.get("vai_tro", ""), request.GET.get("q", "")
    rows = users_listed(MANAGE_USER.rows(User.objects.all(), request.user), asked=asked, role=role)
    page = keyset_page(request, rows, "name_key", "id")
    return render(request, "accounts/users.html", {"page": page, "asked": asked, "role": role, "roles": Role.choices})


@opens_to("administrator")
def new_user(request: SignedIn) -> HttpResponse:
    form = NewUser(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user, password = actions.create_user(**form.cleaned_data, by=request.user)
        show_once(request, user, password)
        return redirect("user", user.pk)
    return render(request, "accounts/new_user.html", {"form": form}, status=422 if form.errors else 200)


@opens_to("administrator")
def user(request: SignedIn, pk: int) -> HttpResponse:
    shown = manageable(request, pk)
    form = UserFacts(request.POST or None, initial={"name": shown.name, "email": shown.email})
    if request.method == "POST" and form.is_valid():
        actions.rename_user(shown, **form.cleaned_data, by=request.user)
        messages.success(request, gettext("Đã lưu thông tin tài khoản."))
        return redirect("user", pk)
    return user_page(request, shown, form=form)


def user_page(
    request: SignedIn, shown: User, *, form: UserFacts | None = None, grant_form: NewGrant | None = None
) -> HttpResponse:
    kept = request.session.pop(KEPT, None) if request.method == "GET" else None
    page = {
        "shown": shown,
        "password": kept[1] if kept and kept[0] == shown.pk else "",
        "form": form or UserFacts(initial={"name": shown.name, "email": shown.email}),
        "grant_form": grant_form or NewGrant(paths=request.user.paths("administrator")),
        "grants": shown.grants.select_related("unit")
        .annotate(can_end=END_GRANT.flag(request.user))
        .order_by("-valid_to", "role", "pk"),
        "can_turn_off": TURN_OFF_USER.allows(request.user, shown),
        "forever": FOREVER,
        "history": history_of(shown)[:50],
    }
    wrong = (form is not None and form.errors) or (grant_form is not None and grant_form.errors)
    return render(request, "accounts/user.html", page, status=422 if wrong else 200)


@opens_to("administrator")
@require_POST
def give_role(request: SignedIn, pk: int) -> HttpResponse:
    shown = manageable(request, pk)
    form = NewGrant(request.POST, paths=request.user.paths("administrator"))
    if not form.is_valid():
        return user_page(request, shown, grant_form=form)
    facts = form.cleaned_data | {"valid_to": form.cleaned_data["valid_to"] or FOREVER}
    grant = actions.grant_role(shown, **facts, by=request.user)
    messages.success(request, gettext("Đã giao vai trò %(role)s.") % {"role": grant})
    return redirect("user", pk)


@opens_to("administrator")
@require_POST
def end_role(request: SignedIn, pk: int) -> HttpResponse:
    mine = User.objects.filter(pk__in=MANAGE_USER.rows(User.objects.all(), request.user))
    grant = get_object_or_404(Grant.objects.select_related("unit", "user").filter(user__in=mine), pk=pk)
    actions.end_grant(grant, by=request.user)
    messages.success(request, gettext("Đã kết thúc vai trò %(role)s.") % {"role": grant})
    return redirect("user", grant.user_id)


@opens_to("administrator")
@require_POST
def give_password(request: SignedIn, pk: int) -> HttpResponse:
    shown = manageable(request, pk)
    show_once(request, shown, actions.reset_password(shown, by=request.user))
    return redirect("user", pk)


@opens_to("administrator")
@require_POST
def turn(request: SignedIn, pk: int) -> HttpResponse:
    """Lock the account, or open it again."""
    shown = manageable(request, pk)
    if shown.is_active:
        actions.turn_off_user(shown, by=request.user)
        messages.success(request, gettext("Đã khóa tài khoản %(name)s.") % {"name": shown.name})
    else:
        actions.turn_on_user(shown, by=request.user)
        messages.success(request, gettext("Đã mở lại tài khoản %(name)s.") % {"name": shown.name})
    return redirect("user", pk)
