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
