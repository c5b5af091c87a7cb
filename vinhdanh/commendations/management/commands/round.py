"""`vinhdanh round list` and `vinhdanh round verdicts`: what the rules say, without opening a page."""

import json
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vinhdanh.commendations.queries.verdicts import round_named, rounds, verdicts


class Command(BaseCommand):
    help = "Rounds of commendation, and what their conditions answer on every dossier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        asked = parser.add_subparsers(dest="asked", required=True)
        listed = asked.add_parser("list", help="every round")
        judged = asked.add_parser("verdicts", help="result and clauses of every dossier")
        judged.add_argument("--round", default="", help="code of the round; without it the open one decided last")
        for one in (listed, judged):
            one.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["asked"] == "list":
            self.tell(rounds(), as_json=options["json"], line="{code}\t{state}\t{nominations}\t{decision_on}\t{name}")
            return
        round = round_named(options["round"])
        if round is None:
            raise CommandError(f"No round {options['round']}".strip(), returncode=1)
        found = verdicts(round)
        if options["json"]:
            self.tell(found, as_json=True, line="")
            return
        for one in found:
            hits = [clause["id"] for clause in one["clauses"] if clause["state"] in ("not_met", "unknown")]
            self.stdout.write(f"{one['code']}\t{one['result']}\t{', '.join(hits)}".rstrip())
        results = Counter(one["result"] for one in found)
        self.stdout.write("  ".join(f"{result}: {count}" for result, count in sorted(results.items())))

    def tell(self, found: list[dict[str, Any]], *, as_json: bool, line: str) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for one in found:
            self.stdout.write(line.format(**one))
