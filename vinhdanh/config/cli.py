"""The `vinhdanh` command: every command of every domain behind one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.config.settings")
    execute_from_command_line(["vinhdanh", *sys.argv[1:]])
