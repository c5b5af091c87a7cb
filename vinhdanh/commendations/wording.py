"""Short words for states, results and conditions, as they stand on tags and chips."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Word = str | Promise

STATES: dict[str, tuple[Word, str]] = {
    "draft": (_("Đang lập"), ""),
    "submitted": (_("Đang thẩm định"), "brand"),
    "returned": (_("Chờ bổ sung"), "warn"),
    "on_hold": (_("Tạm dừng"), "warn"),
    "verified": (_("Đạt thẩm định"), "ok"),
    "before_council": (_("Chờ Hội đồng"), "brand"),
    "approved": (_("Hội đồng thông qua"), "gold"),
    "rejected": (_("Hội đồng không thông qua"), ""),
    "refused": (_("Dừng xét"), ""),
    "withdrawn": (_("Đã rút"), ""),
    "decided": (_("Có quyết định"), "gold"),
}

RESULTS: dict[str, tuple[Word, str]] = {
    "pass": (_("Đạt"), "ok"),
    "waiting": (_("Đủ điều kiện"), "ok"),
    "fail": (_("Chưa đủ"), "bad"),
    "hold": (_("Tạm dừng"), "warn"),
    "return": (_("Cần bổ sung"), "warn"),
    "review": (_("Cần xem lại"), "warn"),
}

# What a tag says when this condition stands in the way.
IN_THE_WAY: dict[str, Word] = {
    "alive_on": _("không còn hoạt động"),
    "only_for": _("sai đối tượng"),
    "no_open_finding": _("đang có kiến nghị mở"),
    "ratings_known": _("thiếu xếp loại"),
    "ratings_at_least": _("xếp loại thấp"),
    "ratings_in_a_row": _("xếp loại chưa đủ năm"),
    "unit_vote_share": _("phiếu tại đơn vị"),
    "achieved_between": _("ngoài thời gian xét"),
    "has_evidence": _("thiếu minh chứng"),
    "one_dossier_per_form": _("trùng đối tượng"),
    "not_yet_awarded": _("đã được tặng trong kỳ"),
    "text_not_copied": _("giống hồ sơ khác"),
    "quorum": _("phiên không đủ túc số"),
    "pass_mark": _("không đủ phiếu Hội đồng"),
    "titles_in_a_row": _("chưa đủ danh hiệu liền nhau"),
    "award_before": _("thiếu hình thức phải có trước"),
    "years_since_award": _("chưa đủ năm từ lần khen trước"),
    "count_since_award": _("chưa đủ số danh hiệu"),
    "months_since_award": _("mới được khen gần đây"),
    "one_award_per_achievement": _("có thể đã khen thành tích này"),
    "share_at_most": _("vượt tỷ lệ"),
    "initiatives_at_least": _("thiếu sáng kiến"),
    "months_worked_at_least": _("thời gian công tác"),
    "not_under_examination": _("đang được xem xét"),
    "achieved_after_discipline": _("thời hạn kỷ luật"),
    "any_of": _("thiếu một trong các điều kiện"),
    "all_of": _("thiếu điều kiện"),
}

VERIFICATION: dict[str, Word] = {
    "unverified": _("chưa được văn phòng nào xác nhận"),
    "partly": _("mới được xác nhận một phần"),
    "verified": _("đã được xác nhận"),
    "own": _("theo câu trả lời của văn phòng"),
}

VERDICTS: dict[str, tuple[Word, str, str]] = {
    "approved": (_("Đạt"), "ok", "check"),
    "rejected": (_("Không đạt"), "", "x"),
    "no_quorum": (_("Thiếu túc số"), "warn", "triangle-alert"),
}

# A condition in words, for offices that gave its parameters but no text of their own.
ARTICLES: dict[str, Word] = {
    "alive_on": _("Tập thể còn hoạt động, cá nhân đang công tác vào ngày được hỏi"),
    "only_for": _("Hình thức đúng đối tượng"),
    "no_open_finding": _("Không có kiến nghị kiểm tra, giám sát chưa khắc phục"),
    "ratings_known": _("Có đủ kết quả xếp loại các năm được hỏi"),
    "ratings_at_least": _("Các năm được hỏi từ %(rating)s trở lên"),
    "ratings_in_a_row": _("%(years)s năm liền từ %(rating)s trở lên"),
    "unit_vote_share": _("Phiếu đồng ý tại đơn vị từ %(share)s tổng số"),
    "achieved_between": _("Thành tích lập trong thời gian xét"),
    "has_evidence": _("Có ít nhất %(at_least)s minh chứng"),
    "one_dossier_per_form": _("Mỗi đối tượng một hồ sơ cho một hình thức"),
    "not_yet_awarded": _("Chưa được tặng cùng hình thức trong kỳ"),
    "text_not_copied": _("Tóm tắt thành tích không trùng hồ sơ nộp trước từ %(share)s"),
    "quorum": _("Phiên họp có mặt từ %(share)s tổng số thành viên"),
    "pass_mark": _("Đồng ý từ %(share)s số phiếu phải tính"),
    "titles_in_a_row": _("Đạt danh hiệu %(years)s năm liền"),
    "award_before": _("Đã có hình thức khen thưởng phải có trước"),
    "years_since_award": _("Từ lần khen trước đủ %(years)s năm, các năm từ %(rating)s trở lên"),
    "count_since_award": _("Từ lần khen trước có ít nhất %(at_least)s danh hiệu"),
    "months_since_award": _("Cách lần khen gần nhất ít nhất %(months)s tháng"),
    "one_award_per_achievement": _("Một thành tích không khen nhiều lần"),
    "share_at_most": _("Không quá %(share)s số hồ sơ %(of)s của đơn vị"),
    "initiatives_at_least": _("Có ít nhất %(at_least)s sáng kiến được công nhận"),
    "months_worked_at_least": _("Công tác từ %(months)s tháng trong năm"),
    "not_under_examination": _("Không trong thời gian xem xét kỷ luật, xác minh"),
    "achieved_after_discipline": _("Thành tích tính từ khi hết thời hạn kỷ luật"),
    "any_of": _("Đạt ít nhất một trong các điều kiện"),
    "all_of": _("Đạt tất cả các điều kiện"),
}
