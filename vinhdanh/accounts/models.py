"""Who signs in, which role over which subtree, and what he is told."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from vinhdanh.organisation.models import FOREVER, Person, Unit
from vinhdanh.rules.paths import merged


class Role(models.TextChoices):
    OFFICE = "office"
    CLERK = "clerk"
    SECRETARY = "secretary"  # council secretary
    TELLER = "teller"
    INSPECTOR = "inspector"
    ORGANISER = "organiser"  # contest organiser
    LEADER = "leader"
    ADMINISTRATOR = "administrator"


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

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = ["name"]

    def __str__(self) -> str:
        return self.name

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
        return merged([grant.unit.path for grant in self.current_grants() if grant.role in roles])

    def has_role(self, *roles: str) -> bool:
        return any(grant.role in roles for grant in self.current_grants())


class Grant(models.Model):
    """A role over a unit and everything below it, for a time."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="grants")
    valid_from = models.DateField(default=dt.date(2000, 1, 1))
    valid_to = models.DateField(default=FOREVER)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="grant_dates_in_order"),
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="grant_given_once"),
        ]


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
