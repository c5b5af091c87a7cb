"""From an empty data folder to the invented year, through the doors that everybody uses."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from vinhdanh.commendations.models import Round
from vinhdanh.demo import actions
from vinhdanh.demo.bloc import CONFERENCE
from vinhdanh.demo.workbooks import SEED, write_workbooks
from vinhdanh.kernel.jobs import perform, take
from vinhdanh.kernel.serving import migrate_if_needed
from vinhdanh.organisation.models import Office


def is_built() -> bool:
    return Office.objects.filter(pinned_on__isnull=False).exists()


def unfinished() -> Path:
    """Stands in the data folder while a year is being built."""
    return settings.HOME / "demo" / ".unfinished"


def start_over() -> None:
    """Throw away a year whose building was interrupted. Only ever the SQLite file that we made ourselves."""
    name = Path(str(settings.DATABASES["default"]["NAME"]))
    connection.close()
    for ending in ("", "-wal", "-shm"):
        name.with_name(name.name + ending).unlink(missing_ok=True)
    migrate_if_needed()


def build(say: Callable[[str], None]) -> None:
    """Write the workbooks, load them, let the invented people work. About half a minute."""
    folder = settings.HOME / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    unfinished().touch()
    say("Viết sổ sách của một cơ quan được bịa ra… / Writing the workbooks of an invented office…")
    write_workbooks(folder)
    call_command("init", office=folder / "office.yaml", verbosity=0, stdout=_Silent())
    say("Nhập 8 tệp Excel… / Loading 8 workbooks…")
    call_command("load", str(folder), stdout=_Silent())
    say("Thẩm định, họp hội đồng, ra quyết định… / Verifying, holding the council, deciding…")
    team = actions.hire(by=actions.MACHINE)
    round = Round.objects.get()
    job = actions.decide_first_session(round, by=team)
    say("In và ký 50 bằng khen… / Making and signing 50 certificates…")
    run = take(job.pk)
    if run is not None:
        perform(run)
    actions.work_on_the_round(round, Random(SEED), by=team)
    actions.begin_report(by=team["vanphong"])
    actions.stand_still(on=CONFERENCE, by=actions.MACHINE)
    unfinished().unlink()


class _Silent:
    """Where the output of commands goes that were not asked for by name."""

    def write(self, text: str) -> None:
        """Swallow one line; errors are raised, not written."""
