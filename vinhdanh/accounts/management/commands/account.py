"""`vinhdanh account`: the first administrator, and whatever must be mended from a terminal."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext

from vinhdanh.accounts.actions import create_user, grant_role, reset_password
from vinhdanh.accounts.models import Role, User
from vinhdanh.kernel.actor import Machine
from vinhdanh.organisation.models import Unit
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.sentences import sentence

TERMINAL = Machine("Quản trị tại máy chủ")


class Command(BaseCommand):
    help = "Add an account with a role, set a new first password, or list accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="a new account; its first password is printed once")
        add.add_argument("username")
        add.add_argument("--name", required=True)
        add.add_argument("--role", action="append", default=[], choices=[str(role) for role in Role])
        add.add_argument("--unit", default="", help="code of the unit the role reaches from; none: everything")
        password = acts.add_parser("password", help="a new first password, printed once")
        password.add_argument("username")
        acts.add_parser("list", help="who may sign in, with which roles")
        for act in acts.choices.values():
            act.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer = {"add": self.add, "password": self.password, "list": self.list}[options["act"]](options)
        except Refused as refused:
            raise CommandError("\n".join(sentence(reason) for reason in refused.reasons)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            for row in answer if isinstance(answer, list) else [answer]:
                self.stdout.write("\t".join(", ".join(v) if isinstance(v, list) else str(v) for v in row.values()))

    @transaction.atomic
    def add(self, options: dict[str, Any]) -> dict[str, Any]:
        unit = None
        if options["unit"]:
            unit = Unit.objects.filter(code=options["unit"]).first()
            if unit is None:
                raise CommandError(gettext("Không có đơn vị mã %(code)s.") % {"code": options["unit"]})
        if User.objects.filter(username__iexact=options["username"]).exists():
            raise CommandError(gettext("Tên đăng nhập %(name)s đã có người dùng.") % {"name": options["username"]})
        user, password = create_user(username=options["username"], name=options["name"], by=TERMINAL)
        for role in options["role"]:
            grant_role(user, role=role, unit=unit, by=TERMINAL)
        return {"username": user.username, "password": password}

    def password(self, options: dict[str, Any]) -> dict[str, Any]:
        user = User.objects.filter(username__iexact=options["username"]).first()
        if user is None:
            raise CommandError(gettext("Không có tài khoản %(name)s.") % {"name": options["username"]})
        return {"username": user.username, "password": reset_password(user, by=TERMINAL)}

    def list(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"username": user.username, "name": user.name, "roles": [str(grant) for grant in user.grants.all()]}
            for user in User.objects.prefetch_related("grants__unit").order_by("username")
        ]
