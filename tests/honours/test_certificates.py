"""Certificates: one number each, the text fits or the paper is not made, the signature notices one byte."""

import json
import re
import subprocess

import pytest

from vinhdanh.accounts.models import Role
from vinhdanh.honours.actions import issue_certificates, order_print_run, withdraw_award
from vinhdanh.honours.documents.compile import compile_pdf
from vinhdanh.honours.documents.fields import Letterhead, certificate_json, stamp_of
from vinhdanh.honours.documents.keys import trusted_roots
from vinhdanh.honours.documents.quick_check import is_signature_whole
from vinhdanh.honours.documents.workshop import Workshop, examine
from vinhdanh.honours.models import Certificate
from vinhdanh.honours.queries import certificates_to_make
from vinhdanh.kernel.files import open_file
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.models import Job, StoredFile
from vinhdanh.kernel.uploads import ChildError
from vinhdanh.kernel.worker import Worker
from vinhdanh.organisation.queries import office as the_office
from vinhdanh.rules.reasons import Reason, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def printed(issued, officer):
    """`printed("Chi bộ Một")`: the certificates of a decision, made by the job."""

    def make(*names, **facts):
        decision = issued(*names, **facts)
        issue_certificates(decision, by=officer)
        Worker().work_until_idle()
        return list(Certificate.objects.filter(award__decision=decision).order_by("number"))

    return make


def words(pdf, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-layout", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
    return " ".join(run.stdout.decode().split())


def test_every_award_gets_its_own_number_and_code_in_the_order_of_the_decision(printed):
    first = printed("Chi bộ Một", "Chi bộ Hai")
    second = printed("Chi bộ Ba")

    labels = [(c.label, c.award.printed_name) for c in [*first, *second]]

    assert labels == [("BK-2023-0001", "Chi bộ Một"), ("BK-2023-0002", "Chi bộ Hai"), ("BK-2023-0003", "Chi bộ Ba")]
    assert len({c.code for c in [*first, *second]}) == 3
    assert all(re.fullmatch("[0-9a-hjkmnp-tv-z]{26}", c.code) for c in [*first, *second])


def test_asking_again_makes_nothing_twice(printed, officer):
    (paper,) = printed("Chi bộ Một")
    issue_certificates(paper.award.decision, by=officer)
    Worker().work_until_idle()

    again = Certificate.objects.get()
    assert (again.number, again.code, again.sha256) == (paper.number, paper.code, paper.sha256)
    assert history_of(paper.award).filter(verb="award.certificate_issued").count() == 1


def test_a_withdrawn_award_gets_no_paper(issued, officer):
    decision = issued("Chi bộ Một", "Chi bộ Hai")
    withdraw_award(decision.awards.first(), reason="Kê khai sai", decision="301-QĐ/ĐU", by=officer)
    issue_certificates(decision, by=officer)
    Worker().work_until_idle()
    assert [c.award.printed_name for c in Certificate.objects.all()] == ["Chi bộ Hai"]


def test_a_name_that_fits_at_no_size_is_refused_by_name_and_costs_no_number(printed):
    endless = "Chi bộ " + "W" * 100
    papers = printed("Chi bộ Một", endless, "Chi bộ Hai")

    assert [(c.label, c.award.printed_name) for c in papers] == [
        ("BK-2023-0001", "Chi bộ Một"),
        ("BK-2023-0002", "Chi bộ Hai"),
    ]
    (refused,) = Job.objects.get().result["refused"]
    assert refused["name"] == endless
    assert refused["reasons"] == [{"code": "certificate.name_too_long", "facts": {"slot": "name"}}]
    assert [a.printed_name for a in certificates_to_make(papers[0].award.decision)] == [endless]


def test_certificates_of_a_draft_and_by_a_clerk_are_refused_for_every_reason(draft, new_user, tree):
    clerk = new_user(Role.CLERK, over=tree["001"])
    with pytest.raises(Refused) as refused:
        issue_certificates(draft(), by=clerk)
    assert refused.value.reasons == (
        Reason("role.office_or_secretary"),
        Reason("decision.not_issued"),
        Reason("decision.without_awards"),
    )


def test_the_paper_says_what_the_decision_says_in_searchable_vietnamese(printed, tmp_path):
    (paper,) = printed("Chi bộ Phu\u031bo\u031b\u0323ng Hoa\u0300")
    text = words(open_file(paper.file).read(), tmp_path)

    for expected in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG ỦY KHỐI",
        "BẰNG KHEN",
        "Chi bộ Phượng Hoà",
        "Đảng bộ Cục Lưu trữ",
        "giai đoạn 2021-2023",
        "Số vào sổ: BK-2023-0001",
        "Theo Quyết định số 1-QĐ/ĐU ngày 18/05/2023",
        "Ngày 18 tháng 5 năm 2023",
        "T/M BAN THƯỜNG VỤ, BÍ THƯ",
        "Phạm Đức Bình",
    ):
        assert expected in text


def test_the_same_certificate_compiles_to_the_same_bytes(printed):
    (paper,) = printed("Chi bộ Một")
    data = certificate_json(paper, Letterhead.of(the_office()))
    stamp = stamp_of(paper.award.awarded_on)
    assert compile_pdf("bang-khen", data, stamp) == compile_pdf("bang-khen", data, stamp)


def test_composed_and_decomposed_names_give_the_same_paper(printed):
    composed, decomposed = printed("Chi bộ Phượng", "Chi bộ Phu\u031bo\u031b\u0323ng")
    pages = [json.loads(certificate_json(c, Letterhead.of(the_office())))["pages"][0] for c in (composed, decomposed)]
    assert pages[0]["name"] == pages[1]["name"]


def test_signatures_are_whole_first_and_later_ones_alike_and_one_changed_byte_is_noticed(printed, settings):
    papers = printed("Chi bộ Một", "Chi bộ Hai", "Chi bộ Ba")
    roots = trusted_roots(settings.KEYS_DIR)
    for paper in papers:
        pdf = open_file(paper.file).read()
        assert examine(pdf)["state"] == "whole"
        assert is_signature_whole(pdf, roots)

    changed = bytearray(pdf)
    changed[len(pdf) // 3] ^= 1
    assert examine(bytes(changed))["state"] == "altered"
    assert not is_signature_whole(bytes(changed), roots)
    assert examine(pdf + b"%")["state"] == "altered"
    assert not is_signature_whole(pdf + b"%", roots)


def test_a_signature_by_somebody_elses_key_is_not_ours(printed, settings, tmp_path):
    (paper,) = printed("Chi bộ Một")
    pdf = open_file(paper.file).read()
    settings.KEYS_DIR = tmp_path / "other"
    assert examine(pdf)["state"] == "foreign"
    assert not is_signature_whole(pdf, trusted_roots(settings.KEYS_DIR))


def test_a_pdf_without_signature_and_a_file_that_is_no_pdf_are_told_apart(printed):
    (paper,) = printed("Chi bộ Một")
    data = certificate_json(paper, Letterhead.of(the_office()))
    assert examine(compile_pdf("bang-khen", data, 0)) == {"state": "unsigned"}
    assert examine(b"not a pdf") == {"state": "altered"}


def test_keys_are_readable_by_their_owner_only(printed, settings):
    printed("Chi bộ Một")
    kept = [(path.name, oct(path.stat().st_mode)[-3:]) for path in settings.KEYS_DIR.iterdir()]
    assert kept == [("signer.pem", "600")]


def test_a_print_run_bears_the_numbers_of_the_signed_papers(printed, officer, tmp_path):
    papers = printed("Chi bộ Một", "Chi bộ Hai")
    order_print_run(papers[0].award.decision, by=officer)
    Worker().work_until_idle()

    (chunk,) = Job.objects.get(kind="honours.print_run").result["files"]
    text = words(open_file(StoredFile.objects.get(pk=chunk["file"])).read(), tmp_path)
    assert chunk["pages"] == 2
    assert [label in text for label in ("BK-2023-0001", "BK-2023-0002")] == [True, True]


def test_one_paper_that_breaks_does_not_keep_the_others_from_theirs(issued, officer, monkeypatch):
    decision = issued("Chi bộ Một", "Chi bộ Hai", "Chi bộ Ba")
    signed = Workshop.signed

    def break_on_the_second(workshop, certificate):
        if certificate.award.printed_name == "Chi bộ Hai":
            raise ChildError("TypstError: something new")
        return signed(workshop, certificate)

    monkeypatch.setattr(Workshop, "signed", break_on_the_second)
    issue_certificates(decision, by=officer)
    Worker().work_until_idle()
    monkeypatch.undo()

    assert [row["name"] for row in Job.objects.get().result["refused"]] == ["Chi bộ Hai"]
    issue_certificates(decision, by=officer)
    Worker().work_until_idle()
    numbers = (
        Certificate.objects.filter(file__isnull=False).order_by("award__position").values_list("number", flat=True)
    )
    assert list(numbers) == [1, 2, 3]
