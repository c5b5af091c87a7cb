"""The entry list of a pretalx installation, measured with its own test client. Runs in pretalx's environment:

    VENV/bin/python bench/pretalx_list.py 10000

`bench/lists.py --pretalx VENV` starts it. One event, 61 tracks of which 41 have entries, entries with one
author each and about a thousand letters of abstract, three reviews an entry by twelve reviewers on three
score categories, SQLite after ANALYZE: the set-up of the first measurement, kept so that figures compare.
"""

import datetime as dt
import json
import os
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="pretalx-bench-"))
os.environ |= {
    "PRETALX_DATA_DIR": str(HOME),
    "PRETALX_DB_TYPE": "sqlite3",
    "PRETALX_DB_NAME": str(HOME / "db.sqlite3"),
    "PRETALX_FILESYSTEM_LOGS": str(HOME / "logs"),
    "PRETALX_FILESYSTEM_MEDIA": str(HOME / "media"),
    "PRETALX_FILESYSTEM_STATIC": str(HOME / "static"),
    "PRETALX_SITE_URL": "http://localhost",
    "PRETALX_NO_INITIAL_LOG": "1",
    "DJANGO_SETTINGS_MODULE": "pretalx.settings",
}
for folder in ("logs", "media", "static"):
    (HOME / folder).mkdir()

import django  # noqa: E402

django.setup()

import pretalx  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402
from pretalx.event.domain.event import create_event, post_create_event  # noqa: E402
from pretalx.event.models import Organiser  # noqa: E402
from pretalx.person.models import SpeakerProfile, User  # noqa: E402
from pretalx.submission.models import (  # noqa: E402
    Review,
    ReviewScore,
    ReviewScoreCategory,
    Submission,
    Track,
)
from pretalx.submission.models.submission import SpeakerRole  # noqa: E402

ABSTRACT = "Người giữ nhịp ca trực đêm giao thừa, chuyện nghề chưa kể. " * 17
RUNS = 3


def seed(entries: int) -> tuple[User, str]:
    """One event with its entries, authors and reviews, by bulk inserts through its models."""
    admin = User.objects.create_user(email="admin@localhost.test", password="a-long-password", name="Admin")
    admin.is_administrator = admin.is_superuser = True
    admin.save()
    organiser = Organiser.objects.create(name="Bench", slug="bench")
    day = dt.datetime.now(dt.UTC).date()
    event = create_event(
        organiser=organiser,
        locales=["en"],
        user=admin,
        name="Bench",
        slug="bench",
        date_from=day + dt.timedelta(days=60),
        date_to=day + dt.timedelta(days=62),
        timezone="UTC",
        locale="en",
        email="bench@localhost.test",
    )
    post_create_event(event, user=admin)
    kind = event.cfp.default_type
    tracks = [Track.objects.create(event=event, name=f"Track {n}", color="#336699") for n in range(61)][:41]
    rest = {"event": event, "submission_type": kind, "content_locale": "en", "abstract": ABSTRACT}
    Submission.objects.bulk_create(
        [
            Submission(code=f"E{n:06}", title=f"Entry {n}", track=track, state="submitted", **rest)
            for n, track in zip(range(entries), cycle(tracks), strict=False)
        ],
        batch_size=500,
    )
    rows = list(Submission.objects.filter(event=event).order_by("pk"))
    users = User.objects.bulk_create(
        [User(email=f"a{n}@localhost.test", name=f"Author {n}", code=f"A{n:06}") for n in range(entries)],
        batch_size=500,
    )
    users = list(User.objects.filter(email__startswith="a", email__endswith="localhost.test", is_superuser=False))
    SpeakerProfile.objects.bulk_create(
        [SpeakerProfile(user=user, event=event, name=user.name, code=f"S{n:06}") for n, user in enumerate(users)],
        batch_size=500,
    )
    profiles = list(SpeakerProfile.objects.filter(event=event).order_by("pk"))
    SpeakerRole.objects.bulk_create(
        [SpeakerRole(submission=row, speaker=who) for row, who in zip(rows, profiles, strict=True)], batch_size=500
    )
    scores = list(event.score_categories.get().scores.all())
    for name in ("Style", "Facts"):
        category = ReviewScoreCategory.objects.create(event=event, name=name)
        scores += [ReviewScore.objects.create(category=category, value=n, label=str(n)) for n in range(3)]
    reviewers = [
        User.objects.create_user(email=f"r{n}@localhost.test", password="a-long-password", name=f"Reviewer {n}")
        for n in range(12)
    ]
    Review.objects.bulk_create(
        [
            Review(submission=row, user=reviewers[(n + turn) % 12], score=(n + turn) % 3, text="Read.")
            for n, row in enumerate(rows)
            for turn in range(3)
        ],
        batch_size=500,
    )
    link = Review.scores.through
    link.objects.bulk_create(
        [
            link(review_id=pk, reviewscore_id=scores[3 * category + (pk + category) % 3].pk)
            for pk in Review.objects.values_list("pk", flat=True)
            for category in range(3)
        ],
        batch_size=2000,
    )
    return admin, event.slug


def measure(user: User, slug: str) -> dict[str, float]:
    """Median processor time and the number of statements of one page, after one page to warm up."""
    browser = Client()
    browser.force_login(user)
    address = f"/orga/event/{slug}/submissions/"

    def page() -> int:
        answer = browser.get(address, follow=False, SERVER_NAME="localhost")
        content = answer.content
        if answer.status_code != 200 or content.count(b"E0000") < 10:
            raise SystemExit(f"the entry list answered {answer.status_code}, {len(content)} bytes")
        return len(content)

    page()
    times = []
    for _ in range(RUNS):
        before = time.process_time()
        size = page()
        times.append(time.process_time() - before)
    with CaptureQueriesContext(connection) as captured:
        page()
    return {"cpu_ms": 1000 * sorted(times)[RUNS // 2], "queries": len(captured), "bytes": size}


def main() -> None:
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with scopes_disabled():
        user, slug = seed(entries)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = {"version": pretalx.__version__, "django": django.__version__, "entries": entries, **measure(user, slug)}
    print(json.dumps(found))


main()
