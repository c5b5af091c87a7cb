"""The decision itself as a document, with the list of those it honours, as it was issued."""

import json
import unicodedata
from typing import Any

from vinhdanh.honours.documents.compile import compile_pdf
from vinhdanh.honours.documents.fields import Letterhead, stamp_of
from vinhdanh.honours.models import Decision
from vinhdanh.kernel.uploads import MEGABYTE, run_limited
from vinhdanh.organisation.models import Office
from vinhdanh.organisation.queries import today


def decision_pdf(decision: Decision, office: Office | None) -> bytes:
    """Compiled on demand: the same decision gives the same bytes."""
    data = json.dumps(decision_content(decision, Letterhead.of(office)), ensure_ascii=False, sort_keys=True)
    stamp = stamp_of(decision.dated_on or today())
    normal = unicodedata.normalize("NFC", data)
    return run_limited(compile_pdf, "quyet-dinh", normal, stamp, memory=1536 * MEGABYTE, cpu=60, seconds=120)


def decision_content(decision: Decision, head: Letterhead) -> dict[str, Any]:
    awards = list(decision.awards.order_by("position", "pk"))
    day = decision.dated_on or today()
    forms = list(dict.fromkeys(award.form for award in awards))
    people = sum(award.person_id is not None for award in awards)
    counted = [f"{n} {word}" for n, word in ((len(awards) - people, "tập thể"), (people, "cá nhân")) if n]
    given = f"Tặng {', '.join(forms)} cho {' và '.join(counted)} có thành tích xuất sắc (có danh sách kèm theo)."
    duty = (
        "Các đơn vị liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này. "
        "Quyết định có hiệu lực kể từ ngày ký./."
    )
    return {
        "document": {
            "title": f"Quyết định {decision.number or 'dự thảo'}",
            "author": head.organisation,
            "lang": "vi",
            "date": [day.year, day.month, day.day],
        },
        "head": heads(decision, head),
        "number": f"Số: {decision.number or '........'}",
        "place_date": head.place_and_day(day),
        "title": "QUYẾT ĐỊNH" if decision.number else "QUYẾT ĐỊNH (DỰ THẢO)",
        "subject": decision.title,
        "basis": [_ended(text, ";" if n < len(decision.basis) - 1 else ",") for n, text in enumerate(decision.basis)],
        "authority": f"{decision.issuer.upper()} QUYẾT ĐỊNH:",
        "articles": [{"name": "Điều 1.", "text": given}, {"name": "Điều 2.", "text": duty}],
        "recipients": {"title": "Nơi nhận:", "list": ["Như Điều 2;", "Lưu Văn phòng."]},
        "signer_post": decision.signer_post.upper(),
        "signer": decision.signer_name,
        "annex": {
            "title": "DANH SÁCH KÈM THEO",
            "note": f"(Kèm theo Quyết định số {decision.number or '........'} ngày {day:%d/%m/%Y})",
            "head": ["STT", "Tên được khen", "Đơn vị", "Hình thức"],
        },
        "rows": [
            [str(n), award.printed_name, award.printed_unit, award.form] for n, award in enumerate(awards, start=1)
        ],
    }


def heads(decision: Decision, head: Letterhead) -> dict[str, list[dict[str, Any]]]:
    """Left who issues, right the words of the layout."""
    left = [_line(decision.issuer.upper(), "bold")]
    if head.organisation != decision.issuer:
        left.insert(0, _line(head.organisation.upper()))
    if head.layout == "party":
        return {"left": left, "right": [_line("ĐẢNG CỘNG SẢN VIỆT NAM", "bold")]}
    if head.layout == "state":
        nation = _line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold")
        return {"left": left, "right": [nation, _line("Độc lập - Tự do - Hạnh phúc", "bold")]}
    return {"left": left, "right": [_line("THI ĐUA - KHEN THƯỞNG")]}


def _line(text: str, weight: str = "regular") -> dict[str, Any]:
    return {"text": text, "weight": weight}


def _ended(text: str, mark: str) -> str:
    return text.rstrip(" ;,.") + mark
