"""Who signs in, which role over which subtree, and what he is told."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vinhdanh.organisation.models import FOREVER, Person, Unit
from vinhdanh.rules.paths import merged
from vinhdanh.rules.text import fold


class Role(models.TextChoices):
    OFFICE = "office", _("Văn phòng")
    CLERK = "clerk", _("Văn thư đơn vị")
    SECRETARY = "secretary", _("Thư ký hội đồng")
    TELLER = "teller", _("Kiểm phiếu")
    INSPECTOR = "inspector", _("Kiểm tra, giám sát")
    ORGANISER = "organiser", _("Tổ chức cuộc thi")
    LEADER = "leader", _("Lãnh đạo")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    username = models.CharField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
    is_active = models.BooleanField(default=True)
    theme = models.CharField(max_length=6, blank=True)  # light, dark, or as the system says
    language = models.CharField(max_length=5, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    name_key = models.CharField(max_length=300, blank=True)
    # The first password is known to whoever made the account: it opens only the page that changes it.
    must_change_password = models.BooleanField(default=False)
    # Only the demonstration fills this; the sign-in page shows it while the office's day is pinned.
    shown_password = models.CharField(max_length=60, blank=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = fold(f"{self.name} {self.username}")
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_key"}
        super().save(*args, **kwargs)

    @property
    def display_name(self) -> str:
        return self.name

    def current_grants(self) -> list["Grant"]:
        """Grants in force on the server's own day, read once for each signed-in request."""
        if not hasattr(self, "_grants"):
            today = timezone.localdate()
            self._grants = list(self.grants.filter(valid_from__lte=today, valid_to__gt=today).select_related("unit"))
        return self._grants

    def paths(self, *roles: str) -> list[str]:
        """Tree paths of the subtrees over which one of these roles is held today."""
        return merged([grant.path for grant in self.current_grants() if grant.role in roles])

    def has_role(self, *roles: str) -> bool:
        return any(grant.role in roles for grant in self.current_grants())


class Grant(models.Model):
    """A role over a unit and everything below it, for a time. Without a unit: over the whole installation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    # No unit: the whole installation, also before its first unit is known.
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="grants")
    valid_from = models.DateField(default=dt.date(2000, 1, 1))
    valid_to = models.DateField(default=FOREVER)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="grant_dates_in_order"),
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="grant_given_once"),
            models.UniqueConstraint(
                fields=["user", "role", "valid_from"], condition=Q(unit__isnull=True), name="whole_grant_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.unit.name if self.unit else _('toàn hệ thống')}"

    @property
    def path(self) -> str:
        """The tree path this grant reaches from; empty for the whole installation."""
        return self.unit.path if self.unit else ""


class Notice(models.Model):
    """Something that changed for one user."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], name="notice_of_user")]
