"""Places, the cut and prizes, worked out from the marks as they stand."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from django.db import connection, transaction
from django.db.models import Q

from vinhdanh.contests.models import Contest, Mark, Prize
from vinhdanh.contests.policies import KEEP_CONTEST
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.scoring import Marked, Placed, ScoringRule, cut, prizes_by_rank, ranked

type Places = tuple[str, Decimal | None, Decimal | None, int, int | None, bool]
NO_PLACE: Places = ("", None, None, 0, None, False)
WRITE_PLACES = (
    "UPDATE contests_entry SET mean = %s, mean_sort = %s, lowest = %s, marks_count = %s, rank = %s, is_forwarded = %s"
    " WHERE id = %s"
)


def scoring_rule(contest: Contest) -> ScoringRule:
    """The terms of a contest as the rule that ranks by them."""
    return ScoringRule(marks_per_entry=contest.marks_per_entry, forward=contest.forward, ties=tuple(contest.ties))


def marked_entries(contest: Contest) -> tuple[dict[str, int], list[Marked]]:
    """The entries of a contest that count, with their marks; and the id behind each code."""
    marks: dict[int, list[Fraction]] = defaultdict(list)
    given = Mark.objects.filter(blind__entry__contest=contest).exclude(conflict_decision="exclude")
    for entry_id, score in given.values_list("blind__entry", "score"):
        marks[entry_id].append(Fraction(score))
    ids: dict[str, int] = {}
    entries = []
    for pk, code, received_on in contest.entries.counted().values_list("pk", "code", "received_on"):
        ids[code] = pk
        entries.append(Marked(code, received_on, tuple(marks[pk])))
    return ids, entries


@transaction.atomic
def rank_contest(contest: Contest, *, by: Actor) -> list[Placed]:
    """Write mean, place and the cut on every entry, from the marks as they stand now.

    It derives and decides nothing, so it asks no permission of its own: the acts that change marks,
    entries or terms have asked before they call it. An entry that no longer counts loses its place.
    History is written only when a place changed.
    """
    ids, entries = marked_entries(contest)
    placed = ranked(entries, rule=scoring_rule(contest))
    places = {ids[place.code]: place for place in placed}
    wanted = {ids[entry.code]: _columns(entry, places.get(ids[entry.code])) for entry in entries if entry.marks}
    stood = {
        row[0]: row[1:]
        for row in contest.entries.filter(~Q(marks_count=0) | ~Q(rank=None)).values_list(
            "pk", "mean", "mean_sort", "lowest", "marks_count", "rank", "is_forwarded"
        )
    }
    changed = [
        (*wanted.get(pk, NO_PLACE), pk)
        for pk in sorted(wanted.keys() | stood.keys())
        if stood.get(pk, NO_PLACE) != wanted.get(pk, NO_PLACE)
    ]
    if changed:
        with connection.cursor() as cursor:
            cursor.executemany(WRITE_PLACES, changed)
        line = cut(placed)
        record(
            "contest.ranked",
            contest,
            by=by,
            entries=len(placed),
            changed=len(changed),
            last_in=line.last_in if line else "",
        )
    return placed


def _columns(entry: Marked, place: Placed | None) -> Places:
    """mean, mean_sort, lowest, marks_count, rank, is_forwarded; no mean while marks are missing."""
    lowest = _decimal(min(entry.marks), "0.01")
    if place is None:
        return ("", None, lowest, len(entry.marks), None, False)
    return (
        str(place.mean),
        _decimal(place.mean, "0.0001"),
        lowest,
        len(entry.marks),
        place.rank,
        place.is_forwarded,
    )


def _decimal(value: Fraction, places: str) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(places))


@transaction.atomic
def award_prizes(contest: Contest, *, by: Actor) -> list[Prize]:
    """Give the prizes of the terms to the best entries in turn. What was given before is replaced."""
    KEEP_CONTEST.demand(by, contest)
    held = Contest.objects.select_for_update().get(pk=contest.pk)
    wanted = [(str(name), int(how_many)) for name, how_many in held.prizes]
    if not wanted:
        raise Refused(Reason("contest.no_prizes"))
    if held.entries.counted().filter(rank=None).exists():
        raise Refused(Reason("contest.marks_missing"))
    best = held.entries.filter(rank__isnull=False).order_by("rank")[: sum(how_many for _, how_many in wanted)]
    ids = dict(best.values_list("code", "pk"))
    if not ids:
        raise Refused(Reason("contest.nothing_ranked"))
    given = prizes_by_rank(ids, prizes=wanted)
    before = list(held.awarded_prizes.order_by("position").values_list("name", "entry__code"))
    if before == given:
        return list(held.awarded_prizes.order_by("position"))
    held.awarded_prizes.all().delete()
    made = Prize.objects.bulk_create(
        Prize(contest=held, name=name, entry_id=ids[code], position=position)
        for position, (name, code) in enumerate(given, start=1)
    )
    were = [f"{name}: {code}" for name, code in before]
    record("contest.prizes_awarded", held, by=by, prizes=len(made), replaced=len(before), before=were)
    return made
