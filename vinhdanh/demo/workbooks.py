"""The invented office hands over its workbooks, as an office would: titles, two-line heads, notes."""

from pathlib import Path
from random import Random
from shutil import copyfile
from typing import Any

import xlsxwriter

from vinhdanh.demo import honours, year
from vinhdanh.demo.bloc import Bloc, BlocChange, invent
from vinhdanh.demo.paper import write_sheet

SEED = 20230518


def _change(change: BlocChange) -> list[Any]:
    before = change.before_names or [unit.name for unit in change.before]
    parent_before = change.before_parent or (change.before[0].parent if change.before else "")
    return [
        change.kind, change.on, f"Số {change.on:%d%m}-QĐ/ĐUK ngày {change.on:%d/%m/%Y}",
        "; ".join(unit.code for unit in change.before), "; ".join(before), parent_before,
        "; ".join(unit.code for unit in change.after), "; ".join(unit.name for unit in change.after),
        change.after[0].parent if change.after else "", "",
    ]  # fmt: skip


def write_organisation(folder: Path, bloc: Bloc) -> None:
    with xlsxwriter.Workbook(folder / "01-to-chuc.xlsx") as book:
        units = [
            [u.code, u.name, u.kind, u.parent, u.started_on, u.ended_on, f"Số {u.started_on:%d%m}-QĐ/ĐUK"]
            for u in bloc.units
        ]
        write_sheet(
            book,
            "Đơn vị",
            "DANH SÁCH TỔ CHỨC, ĐƠN VỊ",
            [
                "Mã đơn vị",
                "Tên đơn vị",
                "Loại",
                "Mã đơn vị cấp trên",
                "Thời gian hoạt động - Ngày thành lập",
                "Thời gian hoạt động - Ngày kết thúc",
                "Căn cứ",
            ],
            units,
        )
        heads = [
            "Loại biến động",
            "Ngày hiệu lực",
            "Số văn bản",
            *(f"Đơn vị {side} biến động - {word}" for side in ("trước", "sau") for word in ("Mã", "Tên", "Cấp trên")),
            "Ghi chú",
        ]
        write_sheet(
            book,
            "Biến động",
            "THEO DÕI BIẾN ĐỘNG TỔ CHỨC",
            heads,
            [_change(change) for change in sorted(bloc.changes, key=lambda c: c.on)],
        )
    with xlsxwriter.Workbook(folder / "02-nhan-su.xlsx") as book:
        people = [
            [
                p.code,
                p.name,
                p.gender,
                p.born_on,
                p.unit,
                p.work_post,
                p.cell_post,
                p.joined_on,
                "x" if p.is_leader else "",
                p.status,
            ]
            for p in bloc.people
        ]
        write_sheet(
            book,
            "Nhân sự",
            "DANH SÁCH NHÂN SỰ",
            [
                "Mã nhân sự",
                "Họ và tên",
                "Giới tính",
                "Ngày sinh",
                "Mã đơn vị",
                "Chức vụ - Chính quyền",
                "Chức vụ - Đảng",
                "Ngày vào Đảng",
                "Là lãnh đạo",
                "Trạng thái",
            ],
            people,
        )


def write_year(folder: Path, rng: Random, bloc: Bloc) -> set[str]:
    """Plans, activities, the contest, inspections. Returns the units with findings still open."""
    with xlsxwriter.Workbook(folder / "03-chi-thi-ke-hoach.xlsx") as book:
        write_sheet(
            book,
            "Văn bản",
            "DANH MỤC VĂN BẢN CHỈ ĐẠO",
            ["Loại văn bản", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu"],
            year.directives(rng),
        )
        write_sheet(
            book,
            "Kế hoạch",
            "THEO DÕI KẾ HOẠCH CỦA ĐƠN VỊ",
            [
                "Mã đơn vị",
                "Tên đơn vị",
                "Loại kế hoạch",
                "Văn bản kế hoạch - Số",
                "Văn bản kế hoạch - Ngày",
                "Thời gian gửi - Hạn gửi",
                "Thời gian gửi - Ngày gửi",
                "Chuyên đề đăng ký",
            ],
            year.plans(rng, bloc),
        )
        heads = [f"Năm {y} - {who}" for y in (2021, 2022, 2023) for who in ("Tập thể", "Cá nhân")]
        write_sheet(
            book, "Cam kết", "SỐ BẢN ĐĂNG KÝ, CAM KẾT", ["Mã đơn vị", "Tên đơn vị", *heads], year.commitments(rng, bloc)
        )
        write_sheet(
            book, "Chuyên đề năm", "CHUYÊN ĐỀ HẰNG NĂM", ["Năm", "Tên chuyên đề", "Văn bản", "Ngày"], year.themes()
        )
    with xlsxwriter.Workbook(folder / "04-hoat-dong.xlsx") as book:
        write_sheet(
            book,
            "Sinh hoạt chi bộ",
            "SỔ THEO DÕI SINH HOẠT",
            [
                "Mã đơn vị",
                "Ngày sinh hoạt",
                "Loại sinh hoạt",
                "Chuyên đề",
                "Số đảng viên - Tổng số",
                "Số đảng viên - Có mặt",
                "Chủ trì",
            ],
            year.meetings(rng, bloc),
        )
        write_sheet(
            book,
            "Học tập",
            "HỘI NGHỊ, LỚP HỌC TẬP",
            ["Mã đơn vị", "Ngày", "Nội dung", "Hình thức", "Số điểm cầu", "Số người dự"],
            year.studies(rng, bloc),
        )
        write_sheet(
            book,
            "Quy chế",
            "RÀ SOÁT QUY CHẾ, QUY ĐỊNH",
            ["Mã đơn vị", "Tên quy chế", "Kết quả", "Ngày"],
            year.regulations(rng, bloc),
        )
        write_sheet(
            book,
            "Mô hình",
            "MÔ HÌNH HAY, CÁCH LÀM HIỆU QUẢ",
            ["Mã đơn vị", "Tên mô hình", "Năm", "Đã nhân rộng", "Tóm tắt"],
            year.models(rng, bloc),
        )
        write_sheet(
            book,
            "Tuyên truyền",
            "TIN, BÀI TUYÊN TRUYỀN",
            ["Mã đơn vị", "Kênh", "Ngày", "Tên tin, bài", "Số lượng"],
            year.publicity(rng, bloc),
        )
    sheets = year.contest(rng, bloc)
    with xlsxwriter.Workbook(folder / "05-cuoc-thi.xlsx") as book:
        write_sheet(
            book,
            "Bài dự thi",
            "CUỘC THI VIẾT NĂM 2022 - DANH SÁCH BÀI DỰ THI",
            [
                "Mã bài",
                "Tên tác phẩm",
                "Thể loại",
                "Tác giả - Mã nhân sự",
                "Tác giả - Họ và tên",
                "Mã đơn vị trực thuộc",
                "Ngày nhận",
                "Số từ",
                "Trạng thái",
            ],
            sheets["entries"],
        )
        write_sheet(book, "Số phách", "BẢNG SỐ PHÁCH", ["Số phách", "Mã bài"], sheets["blind"])
        write_sheet(
            book,
            "Giám khảo",
            "BAN GIÁM KHẢO",
            ["Mã giám khảo", "Mã nhân sự", "Họ và tên", "Mã đơn vị trực thuộc", "Chuyên môn"],
            sheets["judges"],
        )
        write_sheet(
            book,
            "Điểm chấm",
            "TỔNG HỢP PHIẾU CHẤM",
            ["Số phách", "Mã giám khảo", "Lần chấm", "Điểm", "Ngày chấm"],
            sheets["marks"],
        )
        write_sheet(
            book, "Giải thưởng", "DANH SÁCH TRAO GIẢI", ["Giải", "Mã bài", "Tên tác phẩm", "Tác giả"], sheets["prizes"]
        )
    visits, worked, findings = year.inspections(rng, bloc)
    with xlsxwriter.Workbook(folder / "06-kiem-tra-giam-sat.xlsx") as book:
        write_sheet(
            book,
            "Cuộc KT-GS",
            "CÁC CUỘC KIỂM TRA, GIÁM SÁT",
            [
                "Mã cuộc",
                "Chủ thể tiến hành",
                "Loại",
                "Số quyết định",
                "Thời gian - Bắt đầu",
                "Thời gian - Kết thúc",
                "Nội dung",
                "Trưởng đoàn",
            ],
            visits,
        )
        write_sheet(
            book,
            "Đối tượng làm việc",
            "TỔ CHỨC ĐÃ LÀM VIỆC",
            ["Mã cuộc", "Mã đơn vị", "Tên đơn vị", "Ngày làm việc", "Cách làm việc"],
            worked,
        )
        write_sheet(
            book,
            "Kiến nghị, khắc phục",
            "THEO DÕI KIẾN NGHỊ VÀ KHẮC PHỤC",
            [
                "Mã kiến nghị",
                "Mã cuộc",
                "Mã đơn vị",
                "Nội dung",
                "Mức độ",
                "Khắc phục - Hạn",
                "Khắc phục - Ngày hoàn thành",
                "Trạng thái",
                "Minh chứng",
            ],
            findings,
        )
    return {row[2] for row in findings if not row[6]}


def write_honours(folder: Path, rng: Random, bloc: Bloc, open_findings: set[str]) -> None:
    past, given = honours.history(rng, bloc)
    dossiers = honours.nominations(rng, bloc, given, open_findings)
    sound = [
        row
        for row in dossiers
        if row[7] == honours.CELL_FORM
        and row[12]
        and row[17] in ("Hoàn thành tốt", "Hoàn thành xuất sắc")
        and row[10] * 3 >= row[11] * 2
        and row[9] >= year.START
    ]
    with xlsxwriter.Workbook(folder / "07-khen-thuong.xlsx") as book:
        write_sheet(
            book,
            "Lịch sử",
            "CÁC QUYẾT ĐỊNH KHEN THƯỞNG ĐÃ BAN HÀNH",
            [
                "Quyết định - Số",
                "Quyết định - Ngày",
                "Cấp khen",
                "Hình thức",
                "Đối tượng",
                "Mã",
                "Tên được khen",
                "Đơn vị",
                "Lý do",
                "Loại khen",
                "Số sổ vàng",
                "Trạng thái",
            ],
            past,
        )
        write_sheet(
            book,
            "Vinh danh",
            'TẬP THỂ ĐƯỢC VINH DANH - Chương trình "Những cánh thư"',
            ["Mã đơn vị", "Tập thể"],
            honours.programme(bloc),
        )
        heads = [
            "Mã đề nghị",
            "Ngày nộp",
            "Mã đơn vị trình",
            "Đối tượng",
            "Được đề nghị - Mã",
            "Được đề nghị - Tên",
            "Đơn vị",
            "Hình thức",
            "Tóm tắt thành tích",
            "Ngày lập thành tích",
            "Phiếu tại đơn vị - Đồng ý",
            "Phiếu tại đơn vị - Tổng số",
            "Minh chứng",
            *(f"Xếp loại các năm - {y}" for y in honours.YEARS),
        ]
        write_sheet(book, "Đề nghị", "TỔNG HỢP ĐỀ NGHỊ KHEN THƯỞNG ĐỢT NÀY", heads, dossiers)
        write_sheet(
            book,
            "Điều kiện",
            "ĐIỀU KIỆN XÉT ĐỢT NÀY",
            ["Mã điều kiện", "Nội dung"],
            [[code, text] for code, text in honours.CONDITIONS.items()],
        )
        write_sheet(
            book,
            "Thành viên HĐ",
            "THÀNH VIÊN HỘI ĐỒNG",
            ["Mã nhân sự", "Họ và tên", "Vai trò"],
            honours.council(rng, bloc),
        )
        write_sheet(
            book,
            "Kỳ họp",
            "CÁC PHIÊN HỌP HỘI ĐỒNG",
            ["Phiên", "Ngày họp", "Tổng số thành viên", "Có mặt", "Bỏ phiếu bằng văn bản"],
            honours.sessions(),
        )
        heads = [
            *(f"Số phiếu - {word}" for word in ("Phát ra", "Thu về", "Hợp lệ", "Không hợp lệ")),
            "Kết quả - Đồng ý",
            "Kết quả - Không đồng ý",
        ]
        write_sheet(
            book, "Hội đồng", "KẾT QUẢ KIỂM PHIẾU", ["Phiên", "Mã đề nghị", "Tên", *heads], honours.counts(rng, sound)
        )
    after = honours.conclusions(rng, bloc)
    with xlsxwriter.Workbook(folder / "08-nhiem-vu.xlsx") as book:
        write_sheet(
            book,
            "Kết luận",
            "KẾT LUẬN HỘI NGHỊ",
            ["Số kết luận", "Nội dung kết luận", "Người kết luận"],
            after["conclusions"],
        )
        write_sheet(
            book,
            "Nhiệm vụ",
            "NHIỆM VỤ ĐÃ GIAO",
            [
                "Mã nhiệm vụ",
                "Theo kết luận",
                "Nhiệm vụ",
                "Chủ trì (mã)",
                "Phối hợp",
                "Hạn hoàn thành",
                "Ngày hoàn thành",
                "Sản phẩm",
                "Trạng thái",
            ],
            after["tasks"],
        )
        write_sheet(
            book, "Hạn chế", "HẠN CHẾ", ["Hạn chế", "Biện pháp khắc phục", "Nhiệm vụ liên quan"], after["limits"]
        )


def write_workbooks(folder: Path) -> None:
    """The eight workbooks and the office's answers, the same at every call."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(SEED)
    bloc = invent(rng)
    write_organisation(folder, bloc)
    write_honours(folder, rng, bloc, write_year(folder, rng, bloc))
    copyfile(Path(__file__).with_name("office.yaml"), folder / "office.yaml")
