"""The `vinhdanh` command: every command of every domain behind one name."""

import os
import sys

import django
from django.core.management import execute_from_command_line, get_commands

WRONG_USE = 2


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.config.settings")
    asked = sys.argv[1] if len(sys.argv) > 1 else "help"
    if not asked.startswith("-") and asked not in ("help", "version"):
        django.setup()
        if asked not in get_commands():
            sys.stderr.write(f"Không có lệnh {asked}. / There is no command {asked}. (vinhdanh help)\n")
            sys.exit(WRONG_USE)
    execute_from_command_line(["vinhdanh", *sys.argv[1:]])
