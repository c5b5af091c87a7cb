"""What a condition found, and what to do next: one sentence for each answer."""

from django.utils.translation import gettext_lazy as _

from vinhdanh.web.sentences import register

register(
    {
        "eligibility.other_form": _("Điều kiện này dành cho hình thức khác."),
        "eligibility.no_years_asked": _("Hình thức này không hỏi kết quả xếp loại."),
        "eligibility.alive_on.no_day": _("Vòng chưa có ngày để đối chiếu."),
        "eligibility.alive_on.not_yet": _("Tập thể thành lập ngày %(since)s, sau ngày %(on)s."),
        "eligibility.alive_on.ended": _(
            "Tập thể đã kết thúc hoạt động từ ngày %(ended)s, trước ngày quyết định %(on)s."
        ),
        "eligibility.alive_on.alive": _("Tập thể còn hoạt động vào ngày %(on)s."),
        "eligibility.alive_on.active": _("Danh sách nhân sự ghi: %(status)s."),
        "eligibility.alive_on.left": _("Danh sách nhân sự ghi: %(status)s, nên không còn thuộc diện xét."),
        "eligibility.alive_on.stranger": _("Chưa thấy đối tượng này trong danh sách đơn vị hoặc nhân sự."),
        "eligibility.no_open_finding.open": _("Còn kiến nghị chưa khắc phục: %(codes)s."),
        "eligibility.no_open_finding.none": _("Không có kiến nghị kiểm tra, giám sát nào còn mở."),
        "eligibility.ratings_known.missing": _("Chưa có kết quả xếp loại năm %(years)s."),
        "eligibility.ratings_known.all": _("Đã có xếp loại các năm %(years)s."),
        "eligibility.ratings_at_least.strange_word": _("Văn phòng chưa dùng mức xếp loại “%(rating)s”."),
        "eligibility.ratings_at_least.lower": _("Thấp hơn mức “%(rating)s”: %(years)s."),
        "eligibility.ratings_at_least.gap": _("Các năm đã biết đều đạt; năm %(years)s chưa có xếp loại."),
        "eligibility.ratings_at_least.all": _("Các năm %(years)s đều từ “%(rating)s” trở lên."),
        "eligibility.unit_vote_share.none": _("Chưa có kết quả bỏ phiếu tại đơn vị."),
        "eligibility.unit_vote_share.impossible": _(
            "Số phiếu đồng ý %(yes)s nhiều hơn tổng số %(total)s, nên chưa kết luận được."
        ),
        "eligibility.unit_vote_share.fewer": _("Đồng ý %(yes)s/%(total)s phiếu (%(share)s), cần từ %(need)s."),
        "eligibility.unit_vote_share.enough": _("Đồng ý %(yes)s/%(total)s phiếu (%(share)s), cần từ %(need)s: đủ."),
        "eligibility.achieved_between.no_day": _("Chưa ghi ngày lập thành tích."),
        "eligibility.achieved_between.inside": _("Thành tích lập ngày %(on)s, trong thời gian xét."),
        "eligibility.achieved_between.outside": _(
            "Thành tích lập ngày %(on)s, ngoài thời gian xét %(start)s – %(end)s."
        ),
        "eligibility.has_evidence.missing": _("Có %(count)s minh chứng, cần ít nhất %(need)s."),
        "eligibility.has_evidence.there": _("Có %(count)s minh chứng."),
        "eligibility.one_dossier_per_form.only": _("Không có hồ sơ nào khác của đối tượng này cho cùng hình thức."),
        "eligibility.one_dossier_per_form.second": _(
            "Hồ sơ %(first)s của cùng đối tượng, cùng hình thức đã nộp trước."
        ),
        "eligibility.text_not_copied.own": _("Không có hồ sơ nộp trước nào giống đến mức phải xem lại."),
        "eligibility.text_not_copied.alike": _(
            "Giống hồ sơ %(first)s nộp trước: %(share)s cụm từ chung. Máy chỉ so câu chữ."
        ),
        "eligibility.not_yet_awarded.given": _("Đã được tặng trong kỳ: quyết định %(code)s ngày %(on)s."),
        "eligibility.not_yet_awarded.none": _("Chưa được tặng trong thời gian đó."),
        "eligibility.titles_in_a_row.enough": _("%(forms)s: %(run)s năm liền, cần %(need)s năm."),
        "eligibility.titles_in_a_row.fewer": _("%(forms)s: mới %(run)s năm liền, cần %(need)s năm."),
        "eligibility.award_before.there": _("Đã được tặng %(form)s ngày %(on)s."),
        "eligibility.award_before.none": _("Chưa thấy đã được tặng: %(forms)s."),
        "eligibility.years_since_award.sooner": _(
            "Từ lần khen ngày %(since)s mới qua %(years)s năm, cần %(need)s năm."
        ),
        "eligibility.years_since_award.enough": _(
            "Từ lần khen ngày %(since)s đã qua %(years)s năm, cần %(need)s năm; các năm đó đều đạt."
        ),
        "eligibility.count_since_award.enough": _("%(forms)s: %(count)s lần, cần %(need)s."),
        "eligibility.count_since_award.fewer": _("%(forms)s: mới %(count)s lần, cần %(need)s."),
        "eligibility.months_since_award.enough": _(
            "Lần khen gần nhất ngày %(on)s, cách %(months)s tháng, cần %(need)s tháng."
        ),
        "eligibility.months_since_award.sooner": _(
            "Lần khen gần nhất ngày %(on)s, mới %(months)s tháng, cần %(need)s tháng."
        ),
        "eligibility.one_award.after": _(
            "Sau khi lập thành tích này đã có quyết định %(code)s ngày %(on)s: có thể là cùng một thành tích."
        ),
        "eligibility.one_award.none": _("Chưa có lần khen nào sau ngày lập thành tích."),
        "eligibility.share_at_most.no_base": _("Chưa có hồ sơ “%(of)s” nào của đơn vị để tính tỷ lệ."),
        "eligibility.share_at_most.more": _("Đơn vị đề nghị %(here)s hồ sơ, tối đa %(most)s theo số “%(of)s”."),
        "eligibility.share_at_most.within": _(
            "Đơn vị đề nghị %(here)s hồ sơ, trong mức tối đa %(most)s theo số “%(of)s”."
        ),
        "eligibility.only_for.strange_form": _("Vòng này không có hình thức “%(form)s”."),
        "eligibility.only_for.both": _("Hình thức này dành cho cả tập thể và cá nhân."),
        "eligibility.only_for.other": _("“%(form)s” dành cho đối tượng khác."),
        "eligibility.only_for.fits": _("Đúng đối tượng của hình thức."),
        "eligibility.initiatives.not_stated": _("Đơn vị chưa khai sáng kiến."),
        "eligibility.initiatives.enough": _("Có %(count)s sáng kiến được công nhận, cần %(need)s."),
        "eligibility.initiatives.fewer": _("Mới có %(count)s sáng kiến được công nhận, cần %(need)s."),
        "eligibility.months_worked.not_a_person": _("Chỉ hỏi đối với cá nhân."),
        "eligibility.months_worked.not_stated": _("Đơn vị chưa khai số tháng công tác năm %(year)s."),
        "eligibility.months_worked.enough": _("Công tác %(months)s tháng trong năm %(year)s."),
        "eligibility.months_worked.fewer": _("Công tác %(months)s tháng trong năm %(year)s, cần %(need)s tháng."),
        "eligibility.examination.open": _("Đang được xem xét, xác minh: %(matter)s"),
        "eligibility.examination.not_stated": _("Đơn vị chưa khai có việc đang được xem xét hay không."),
        "eligibility.examination.none": _("Không có việc nào đang được xem xét, xác minh."),
        "eligibility.discipline.not_stated": _("Đơn vị chưa khai về kỷ luật."),
        "eligibility.discipline.none": _("Không bị kỷ luật."),
        "eligibility.discipline.no_end": _("Có kỷ luật nhưng chưa ghi ngày hết thời hạn."),
        "eligibility.discipline.before": _("Thành tích lập ngày %(on)s, trước khi hết thời hạn kỷ luật %(ends)s."),
        "eligibility.discipline.after": _("Thành tích lập ngày %(on)s, sau khi hết thời hạn kỷ luật %(ends)s."),
        "eligibility.council.not_this_form": _("Hình thức này chưa đưa ra Hội đồng lần này."),
        "eligibility.council.not_yet": _("Hội đồng chưa họp về hồ sơ này."),
        "eligibility.council.no_attendance": _("Phiên họp chưa ghi số người có mặt."),
        "eligibility.quorum.fewer": _("Phiên %(session)s có mặt %(present)s/%(members)s, cần ít nhất %(need)s."),
        "eligibility.quorum.enough": _("Phiên %(session)s có mặt %(present)s/%(members)s, cần ít nhất %(need)s: đủ."),
        "eligibility.pass_mark.no_quorum": _("Phiên họp không đủ túc số nên phiếu không có giá trị."),
        "eligibility.pass_mark.not_counted": _("Chưa có kết quả kiểm phiếu."),
        "eligibility.pass_mark.fewer": _("Phiên %(session)s: đồng ý %(yes)s/%(base)s, cần ít nhất %(need)s."),
        "eligibility.pass_mark.enough": _("Phiên %(session)s: đồng ý %(yes)s/%(base)s, cần ít nhất %(need)s: đạt."),
        # What to do next.
        "eligibility.next.alive_on": _(
            "Đối chiếu mã với danh sách đơn vị, nhân sự; nếu đúng thì đề nghị đơn vị rút hồ sơ."
        ),
        "eligibility.next.only_for": _("Đề nghị đơn vị chọn hình thức đúng đối tượng."),
        "eligibility.next.no_open_finding": _("Tạm dừng đến khi đơn vị khắc phục xong và kiến nghị được đóng."),
        "eligibility.next.ratings_known": _("Trả lại để đơn vị bổ sung quyết định xếp loại của năm còn thiếu."),
        "eligibility.next.ratings_at_least": _(
            "Đối chiếu quyết định xếp loại; nếu đúng thì không đủ điều kiện của vòng này."
        ),
        "eligibility.next.ratings_in_a_row": _("Đối chiếu quyết định xếp loại các năm với đơn vị."),
        "eligibility.next.unit_vote_share": _("Đối chiếu biên bản bỏ phiếu của đơn vị."),
        "eligibility.next.achieved_between": _("Đề nghị đơn vị nêu thành tích lập trong thời gian xét, nếu có."),
        "eligibility.next.has_evidence": _("Trả lại để đơn vị gửi kèm minh chứng."),
        "eligibility.next.one_dossier_per_form": _("Giữ hồ sơ nộp trước; đề nghị đơn vị rút hồ sơ này."),
        "eligibility.next.not_yet_awarded": _("Mở quyết định đã tặng để đối chiếu thành tích."),
        "eligibility.next.text_not_copied": _(
            "Đọc hai đoạn cạnh nhau, rồi chấp nhận có nêu lý do hoặc hỏi lại đơn vị."
        ),
        "eligibility.next.quorum": _("Đưa hồ sơ ra phiên họp khác đủ túc số."),
        "eligibility.next.pass_mark": _("Thông báo kết quả bỏ phiếu cho đơn vị."),
        "eligibility.next.titles_in_a_row": _("Đối chiếu lịch sử khen thưởng với đơn vị."),
        "eligibility.next.award_before": _("Đối chiếu lịch sử khen thưởng; bổ sung quyết định nếu có."),
        "eligibility.next.years_since_award": _("Chờ đủ thời gian, hoặc bổ sung xếp loại các năm còn thiếu."),
        "eligibility.next.count_since_award": _("Đối chiếu lịch sử khen thưởng; bổ sung quyết định nếu có."),
        "eligibility.next.months_since_award": _("Xem thành tích lần này có khác lần trước, rồi ghi lý do."),
        "eligibility.next.one_award_per_achievement": _("Đối chiếu thành tích với quyết định đã có."),
        "eligibility.next.share_at_most": _("Đề nghị đơn vị chọn lại cho đúng tỷ lệ."),
        "eligibility.next.initiatives_at_least": _("Trả lại để đơn vị gửi quyết định công nhận sáng kiến."),
        "eligibility.next.months_worked_at_least": _(
            "Hỏi đơn vị về thời gian công tác; thời gian ở đơn vị trước khi sáp nhập được cộng nếu có xác nhận."
        ),
        "eligibility.next.not_under_examination": _("Tạm dừng đến khi có kết luận."),
        "eligibility.next.achieved_after_discipline": _("Đề nghị đơn vị nêu thành tích sau khi hết thời hạn kỷ luật."),
        "eligibility.next.any_of": _("Cần đạt ít nhất một trong các điều kiện nêu trên."),
        "eligibility.next.all_of": _("Cần đạt tất cả các điều kiện nêu trên."),
    }
)
