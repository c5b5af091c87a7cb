"""A round of the small organisation, its people with roles, dossiers on any step."""

import datetime as dt

import pytest

from vinhdanh.accounts.models import Role
from vinhdanh.commendations.actions import assess_round
from vinhdanh.commendations.models import Council, CouncilMember, Nomination, Round, Session
from vinhdanh.kernel.actor import Machine

CONDITIONS = {
    "K1": {"rule": "alive_on", "date": "decision_date"},
    "K2": {"rule": "no_open_finding", "fails": "hold"},
    "K3": {"rule": "ratings_known"},
    "K4": {"rule": "ratings_at_least", "rating": "Tốt"},
    "K5": {"rule": "unit_vote_share", "share": "2/3"},
    "K6": {"rule": "achieved_between", "from": "2021-05-18", "to": "2023-03-31"},
    "K7": {"rule": "has_evidence"},
    "K8": {"rule": "one_dossier_per_form"},
    "K9": {
        "rule": "not_yet_awarded",
        "issuer": "own",
        "form": "Bằng khen",
        "kind": "Chuyên đề",
        "period": "report",
    },
    "K10": {"rule": "text_not_copied", "words": 5, "share": "7/10", "fails": "review"},
    "K11": {"rule": "quorum", "share": "2/3"},
    "K12": {"rule": "pass_mark", "share": "80/100"},
}


@pytest.fixture
def machine():
    return Machine("người thử")


@pytest.fixture
def round(office):
    office.answers = {"issuers": {"own": "Đảng ủy Khối"}}
    office.save()
    return Round.objects.create(
        code="2023-1",
        name="Khen thưởng sơ kết",
        issuer="Đảng ủy Khối",
        opens_on=dt.date(2023, 4, 1),
        closes_on=dt.date(2023, 5, 31),
        decision_on=dt.date(2023, 5, 18),
        period_from=dt.date(2021, 5, 18),
        period_to=dt.date(2023, 5, 18),
        forms={
            "Bằng khen chi bộ": {"for": "unit", "rating_years": 2},
            "Bằng khen cá nhân": {"for": "person", "rating_years": 2},
        },
        to_council=["Bằng khen chi bộ"],
        ratings=["Xuất sắc", "Tốt", "Hoàn thành", "Kém"],
        conditions=CONDITIONS,
        award_form="Bằng khen",
        award_kind="Chuyên đề",
        rating_until=2022,
    )


@pytest.fixture
def new_dossier(round, tree):
    """`new_dossier(unit, state="verified")`: a dossier that meets every condition unless told otherwise."""
    made = []

    def make(nominee, **facts):
        made.append(nominee)
        is_unit = hasattr(nominee, "parent_id")
        number = len(made)
        values = {
            "round": round,
            "code": f"DN-{number:03d}",
            "submitted_on": dt.date(2023, 4, number % 28 + 1),
            "submitter": tree["001"] if (nominee if is_unit else nominee.unit).code.startswith("001") else tree["002"],
            "is_collective": is_unit,
            "unit": nominee if is_unit else None,
            "person": None if is_unit else nominee,
            "name": nominee.name,
            "unit_name": "" if is_unit else nominee.unit.name,
            "form": "Bằng khen chi bộ" if is_unit else "Bằng khen cá nhân",
            "summary": " ".join(f"việc{number}a{n}" for n in range(40)),
            "achieved_on": dt.date(2022, 9, 1),
            "votes_yes": 14,
            "votes_total": 15,
            "evidence": "Báo cáo 45-BC; Biên bản nghiệm thu",
            "ratings": {"2021": "Tốt", "2022": "Xuất sắc"},
            "state": "submitted",
            "result": "",
        } | facts
        return Nomination.objects.create(**values)

    return make


@pytest.fixture
def assessed(round, machine):
    """`assessed(dossier, ...)`: the conditions of the round were asked; the dossiers as they stand then."""

    def ask(*dossiers):
        assess_round(round, by=machine)
        for dossier in dossiers:
            dossier.refresh_from_db()
        return dossiers[0] if len(dossiers) == 1 else dossiers

    return ask


@pytest.fixture
def clerk(new_user, tree, office):
    return new_user(Role.CLERK, over=tree["001"], name="Lê Thị Cúc")


@pytest.fixture
def secretary(new_user, tree, office):
    return new_user(Role.SECRETARY, over=tree["000"], name="Vũ Hoài Giang")


@pytest.fixture
def tellers(new_user, tree, office):
    return [new_user(Role.TELLER, over=tree["000"], name=name) for name in ("Trần Quốc Dũng", "Đỗ Thanh Đạt")]


@pytest.fixture
def council(round):
    """Five members: four must be there and four must say yes."""
    council = Council.objects.create(round=round, name="Hội đồng khen thưởng")
    for number in range(5):
        CouncilMember.objects.create(council=council, name=f"Thành viên {number}", role="Ủy viên", position=number)
    return council


@pytest.fixture
def new_session(council):
    def make(**facts):
        number = council.sessions.count() + 1
        values = {"code": f"P{number}", "held_on": dt.date(2023, 5, 13), "members": 5} | facts
        return Session.objects.create(council=council, **values)

    return make
