import datetime as dt

import pytest

from vinhdanh.honours.actions import add_award, issue_decision, new_decision


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def draft(officer):
    """`draft("Chi bộ Một", "Chi bộ Hai")`: a decision not yet issued, with an award for each name."""

    def make(*names, form="Bằng khen", **facts):
        decision = new_decision(
            issuer="Đảng ủy Khối",
            title="Khen thưởng sơ kết 2021-2023",
            signer_name="Phạm Đức Bình",
            signer_post="T/M Ban Thường vụ, Bí thư",
            by=officer,
        )
        for name in names:
            add_award(
                decision,
                form=form,
                award_kind="Chuyên đề",
                printed_name=name,
                printed_unit="Đảng bộ Cục Lưu trữ",
                reason="Đã có thành tích xuất sắc trong học tập và làm theo gương, giai đoạn 2021-2023",
                by=officer,
                **facts,
            )
        return decision

    return make


@pytest.fixture
def issued(draft, officer):
    """`issued("Chi bộ Một")`: a decision in force since 18/05/2023."""

    def make(*names, number="", **facts):
        return issue_decision(draft(*names, **facts), dated_on=dt.date(2023, 5, 18), number=number, by=officer)

    return make
