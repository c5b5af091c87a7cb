"""What is printed: from rows to the JSON that the templates read. All text leaves here in NFC."""

import datetime as dt
import io
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings

from vinhdanh.honours.models import Award, Certificate, Decision
from vinhdanh.organisation.models import Office
from vinhdanh.rules.certificates import in_groups, title_in_english, title_of

NFC = unicodedata.normalize
TEMPLATE = "bang-khen"
# Longer texts are tried on paper before the certificate gets its number: most certainly fit.
SURELY_FITS = {"printed_name": 90, "printed_unit": 110, "reason": 160}
LONGEST_SURE_WORD = 18
SURE_LETTERS = re.compile("[ -~À-ɏ̀-̣Ḁ-ỿ–—‘-”…]*")


@dataclass(frozen=True)
class Letterhead:
    """What the office's papers have in common, read once for a batch."""

    layout: str
    organisation: str
    place: str

    @classmethod
    def of(cls, office: Office | None) -> "Letterhead":
        if office is None:
            return cls("plain", "Vinh Danh", "")
        place = office.answers.get("organisation", {}).get("place", "")
        return cls(office.layout, office.name, str(place))

    def head(self, issuer: str) -> dict[str, str]:
        """The two lines above the star, and the line that says who gives."""
        if self.layout == "state":
            motto = "Độc lập - Tự do - Hạnh phúc"
            return {
                "country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "issuer": motto,
                "gives": f"{issuer} tặng".upper(),
            }
        top = "Đảng Cộng sản Việt Nam" if self.layout == "party" else self.organisation
        return {"country": top.upper() if top != issuer else "", "issuer": issuer.upper(), "gives": "TẶNG"}

    def place_and_day(self, day: dt.date) -> str:
        """Days below 10 and January, February are written with a nought, as on all official papers."""
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        written = f"ngày {day.day:02d} tháng {month} năm {day.year}"
        return f"{self.place}, {written}" if self.place else written.capitalize()


def verification_url(code: str) -> str:
    return f"{settings.PUBLIC_URL}/v/{code}"


def qr_svg(text: str) -> str:
    """One path, sharp at every resolution."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, nl=False
    )
    return out.getvalue().decode()


def page_of(award: Award, decision: Decision, head: Letterhead, *, label: str, code: str) -> dict[str, str]:
    """The words of one certificate, each under the name that layout.json uses."""
    day = award.awarded_on
    of_day = f" ngày {day:%d/%m/%Y}"
    books = [f"Số vào sổ: {label}"]
    if award.golden_book_no:
        books.append(f"Sổ vàng: {award.golden_book_no}")
    page = {
        **head.head(decision.issuer),
        "title": title_of(award.form).upper(),
        "title_en": title_in_english(award.form),
        "name": award.printed_name,
        "unit": award.printed_unit if award.printed_unit != award.printed_name else "",
        "reason": award.reason,
        "label_line": " · ".join(books),
        "decision_line": f"Theo Quyết định số {decision.number}{of_day}" if decision.number else "",
        "url_line": f"Tra cứu tại {settings.PUBLIC_URL}/v/",
        "code_line": f"Mã: {in_groups(code)}",
        "url": verification_url(code),
        "place_date": head.place_and_day(day),
        "signer_post": decision.signer_post.upper(),
        "signed": "(Đã ký số)",
        "signer": decision.signer_name,
    }
    return {name: NFC("NFC", text) for name, text in page.items()} | {"qr": qr_svg(verification_url(code))}


def certificate_json(certificate: Certificate, head: Letterhead) -> str:
    award = certificate.award
    page = page_of(award, award.decision, head, label=certificate.label, code=certificate.code)
    return document_json([page], head=head, day=award.awarded_on, title=f"{title_of(award.form)} {certificate.label}")


def document_json(pages: list[dict[str, str]], *, head: Letterhead, day: dt.date, title: str) -> str:
    document = {
        "title": NFC("NFC", title),
        "author": NFC("NFC", head.organisation),
        "lang": "vi",
        "date": [day.year, day.month, day.day],
    }
    return json.dumps({"document": document, "pages": pages}, ensure_ascii=False, sort_keys=True)


def stamp_of(day: dt.date) -> int:
    """Noon of the day, in seconds since 1970: the same paper bears the same stamp whenever it is made."""
    return int(dt.datetime.combine(day, dt.time(12), dt.UTC).timestamp())


def needs_trial(award: Award) -> bool:
    """Whether the text might not fit its place on the paper, or has letters that the fonts may lack."""
    for name, most in SURELY_FITS.items():
        text: Any = getattr(award, name)
        long_word = any(len(word) > LONGEST_SURE_WORD for word in text.split())
        if len(text) > most or long_word or not SURE_LETTERS.fullmatch(text):
            return True
    return False
