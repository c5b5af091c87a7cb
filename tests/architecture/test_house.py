"""What linters cannot keep: the map, the rooms, the doors."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "vinhdanh"
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Words that are also methods of dicts, sets, forms and sessions: only a call on a manager or a queryset is a write.
MANAGERS = re.compile(r"\.objects\b|_set\b|\.filter\(|\.all\(\)|\.exclude\(")


def rooms(name):
    return [
        path for path in SOURCES if path.stem == name or name in path.parent.parts or path.stem.startswith(f"{name}_")
    ]


def test_packages_import_only_those_above_them():
    answer = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout


def test_the_map_names_every_package_and_no_other():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = set(re.findall(r"^ {6}([a-z]+)/ ", text, flags=re.M))
    standing = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert drawn == standing


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_longer_than_400_lines(path):
    if path.name == "icons.py":
        return  # a table of drawings, not code
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_views_do_not_write():
    found = []
    for path in rooms("views"):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                called_on = ast.get_source_segment(source, node.func.value) or ""
                if MANAGERS.search(called_on) or (node.func.attr in {"save", "delete"} and "form" not in called_on):
                    found.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {called_on}.{node.func.attr}()")
    assert found == []


def test_no_signals():
    used = [path.relative_to(PACKAGE) for path in SOURCES if "django.dispatch" in path.read_text(encoding="utf-8")]
    assert used == []


def test_rules_know_neither_django_nor_the_clock_nor_the_disk():
    forbidden = re.compile(r"^\s*(from|import) (django|os|pathlib|sqlite3|time|random)\b|\.today\(\)|\.now\(\)", re.M)
    found = [
        path.name for path in (PACKAGE / "rules").rglob("*.py") if forbidden.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_rule_and_every_act_says_what_it_does():
    silent = []
    for path in [*rooms("actions"), *(PACKAGE / "rules").rglob("*.py")]:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or ast.get_docstring(node):
                continue
            if len(node.body) > 3 or "rules" not in path.parts:
                silent.append(f"{path.relative_to(PACKAGE)}: {node.name}")
    assert silent == []


def test_acts_name_who_acts():
    nameless = []
    for path in rooms("actions"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            atomic = any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
            arguments = {a.arg for a in [*node.args.args, *node.args.kwonlyargs]}
            if atomic and "by" not in arguments:
                nameless.append(f"{path.relative_to(PACKAGE)}: {node.name}")
    assert nameless == []
