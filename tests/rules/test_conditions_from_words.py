"""Conditions as offices write them in their papers."""

import pytest

from vinhdanh.rules.eligibility.conditions import read_conditions
from vinhdanh.rules.eligibility.from_words import rating_years, read_sentences

RATINGS = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành")
PAPER = {
    "K1": "Tập thể còn hoạt động, cá nhân đang công tác vào ngày quyết định (18/05/2023)",
    "K2": "Không có kiến nghị kiểm tra, giám sát chưa khắc phục đối với tập thể đó (nếu có: tạm dừng)",
    "K3": "Có đủ xếp loại các năm liền trước: Bằng khen chi bộ: 2 năm, Bằng khen tập thể: 3 năm "
    "(thiếu: trả lại bổ sung)",
    "K4": "Các năm đó từ Hoàn thành tốt trở lên",
    "K5": "Phiếu đồng ý tại đơn vị từ 2/3 tổng số",
    "K6": "Thành tích lập trong 18/05/2021 - 31/03/2023",
    "K7": "Có ít nhất một minh chứng (thiếu: trả lại bổ sung)",
    "K8": "Mỗi đối tượng một hồ sơ cho một hình thức; hồ sơ nộp sau không xét",
    "K9": "Chưa được Đảng ủy Khối tặng Bằng khen chuyên đề cùng nội dung trong kỳ",
    "K10": "Tóm tắt thành tích không trùng hồ sơ nộp trước (từ 70% cụm 5 từ chung trên tổng cụm khác nhau "
    "của hai bài: người thẩm định xem lại)",
    "K11": "Phiên họp Hội đồng có mặt từ 2/3 tổng số thành viên",
    "K12": "Đồng ý từ 80% tổng số thành viên Hội đồng (kể cả người vắng)",
}


def test_twelve_sentences_become_twelve_conditions():
    assert read_sentences(PAPER, ratings=RATINGS) == {
        "K1": {"rule": "alive_on", "date": "decision_date"},
        "K2": {"rule": "no_open_finding", "fails": "hold"},
        "K3": {"rule": "ratings_known", "missing": "return"},
        "K4": {"rule": "ratings_at_least", "rating": "Hoàn thành tốt"},
        "K5": {"rule": "unit_vote_share", "share": "2/3"},
        "K6": {"rule": "achieved_between", "from": "2021-05-18", "to": "2023-03-31"},
        "K7": {"rule": "has_evidence", "missing": "return"},
        "K8": {"rule": "one_dossier_per_form", "keep": "first_submitted"},
        "K9": {
            "rule": "not_yet_awarded",
            "issuer": "Đảng ủy Khối",
            "form": "Bằng khen",
            "kind": "Chuyên đề",
            "period": "report",
        },
        "K10": {"rule": "text_not_copied", "words": 5, "share": "70%", "fails": "review"},
        "K11": {"rule": "quorum", "share": "2/3", "of": "all_members"},
        "K12": {"rule": "pass_mark", "share": "80%", "of": "all_members"},
    }


def test_what_is_read_from_words_is_what_the_rules_take():
    read = read_conditions(read_sentences(PAPER, ratings=RATINGS), articles=PAPER)
    assert [condition.id for condition in read] == list(PAPER)


def test_the_office_s_own_award_goes_before_the_words():
    award = {"issuer": "own", "form": "Giấy khen", "kind": "Công trạng"}
    assert read_sentences({"K9": PAPER["K9"]}, ratings=RATINGS, award=award) == {
        "K9": {"rule": "not_yet_awarded", **award, "period": "report"}
    }


def test_a_sentence_that_is_not_understood_gives_nothing():
    assert read_sentences({"1": "Gương mẫu, được mọi người quý mến"}, ratings=RATINGS) == {}


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("At least 3/4 of the council present (quorum)", {"rule": "quorum", "share": "3/4", "of": "all_members"}),
        ("At least one piece of evidence", {"rule": "has_evidence"}),
        ("Unit vote: yes from 50% of members", {"rule": "unit_vote_share", "share": "50%"}),
        ("Xếp loại từ Khá trở lên", {"rule": "ratings_at_least", "rating": "Khá"}),
    ],
)
def test_other_offices_use_other_words(sentence, condition):
    assert read_sentences({"1": sentence}, ratings=("Xuất sắc", "Tốt", "Khá")) == {"1": condition}


def test_years_of_rating_are_stated_form_by_form_or_for_all():
    assert rating_years(PAPER, "Bằng khen tập thể") == 3
    assert rating_years(PAPER, "Giấy khen") is None
    assert rating_years({"a": "Có đủ xếp loại 2 năm liền trước"}, "Giấy khen") == 2
