"""One small invented organisation, written down by two offices in their own ways.

The facts are the same. A university writes them in Vietnamese, in XLSX, ODS and CSV, without running
numbers, columns in another order, with columns nobody asked for. A company writes them in English and has
answered less: its contest's terms and its round's conditions stand only in the workbooks.
"""

import csv
import datetime as dt
from dataclasses import dataclass, field

import yaml
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook


def day(text):
    return dt.date.fromisoformat(text)


# Facts. A text that begins with ":" is a word that every office has its own for.
FACTS = {
    "organisation.units": [
        {"code": "VS", "name": ":root name", "kind": ":root", "parent": "", "started_on": day("2001-01-01")},
        {"code": "VS-A", "name": ":a", "kind": ":base", "parent": "VS", "started_on": day("2001-01-01")},
        {"code": "VS-B", "name": ":b", "kind": ":base", "parent": "VS", "started_on": day("2001-01-01")},
        {"code": "VS-A1", "name": ":a1", "kind": ":cell", "parent": "VS-A", "started_on": day("2005-01-01")},
        {"code": "VS-A2", "name": ":a2", "kind": ":cell", "parent": "VS-A", "started_on": day("2005-01-01")},
        {"code": "VS-B1", "name": ":b1", "kind": ":cell", "parent": "VS-B", "started_on": day("2005-01-01")},
        {
            "code": "VS-B2",
            "name": ":b2",
            "kind": ":cell",
            "parent": "VS-B",
            "started_on": day("2005-01-01"),
            "ended_on": day("2024-06-01"),
        },
    ],
    "organisation.people": [
        {"code": "E01", "name": "Lâm Thị Hoa", "gender": ":female", "unit": "VS-A1", "status": ":active"},
        {"code": "E02", "name": "Trần Văn Đức", "gender": ":male", "unit": "VS-A1", "status": ":active"},
        {"code": "E03", "name": "Y Bhăm Niê", "gender": ":male", "unit": "VS-A2", "status": ":active"},
        {"code": "E04", "name": "Phan Thu Hà", "gender": ":female", "unit": "VS-B1", "status": ":active"},
        {"code": "E05", "name": "Đỗ Minh Quân", "gender": ":male", "unit": "VS-B1", "status": ":left"},
        {"code": "E06", "name": "Hồ Ngọc Lan", "gender": ":female", "unit": "VS-B1", "status": ":active"},
    ],
    "directives.documents": [
        {"kind": ":plan word", "number": "12/KH", "issued_on": day("2023-09-05"), "issuer": ":head", "title": ":doc 1"},
        {"kind": ":plan word", "number": "30/KH", "issued_on": day("2024-01-08"), "issuer": ":head", "title": ":doc 2"},
        {"kind": ":plan word", "number": "12/KH", "issued_on": day("2023-09-05"), "issuer": ":head", "title": ":doc 1"},
    ],
    "directives.plans": [
        {
            "unit": "VS-A",
            "kind": ":plan 2024",
            "number": "1",
            "due_on": day("2024-01-31"),
            "sent_on": day("2024-01-20"),
        },
        {
            "unit": "VS-B",
            "kind": ":plan 2024",
            "number": "7",
            "due_on": day("2024-01-31"),
            "sent_on": day("2024-02-09"),
        },
        {
            "unit": "VS-A",
            "kind": ":plan term",
            "number": "2",
            "due_on": day("2023-10-15"),
            "sent_on": day("2023-10-01"),
        },
    ],
    "directives.commitments": [
        {"unit": "VS-A", "year": 2024, "collectives_of_year": 3, "persons_of_year": 40},
        {"unit": "VS-B", "year": 2024, "collectives_of_year": 2, "persons_of_year": 25},
    ],
    "directives.themes": [
        {"year": 2023, "title": ":theme 1", "document": "12/KH"},
        {"year": 2024, "title": ":theme 2", "document": "30/KH"},
    ],
    "activities.meetings": [
        {"unit": "VS-A1", "held_on": day("2023-10-02"), "kind": ":regular", "total": 12, "present": 11},
        {
            "unit": "VS-A1",
            "held_on": day("2023-11-06"),
            "kind": ":thematic",
            "topic": ":theme 1",
            "total": 12,
            "present": 12,
        },
        {"unit": "VS-B1", "held_on": day("2023-10-03"), "kind": ":regular", "total": 8, "present": 9},
        {"unit": "VS-B1", "held_on": day("2023-12-04"), "kind": ":regular", "total": 8, "present": 8},
        {"unit": "VS-B2", "held_on": day("2023-06-01"), "kind": ":regular", "total": 5, "present": 4},
        {"unit": "VS-Z9", "held_on": day("2023-12-04"), "kind": ":regular", "total": 5, "present": 4},
        {"unit": "VS-A2", "held_on": day("2024-09-09"), "kind": ":regular", "total": 5, "present": 4},
    ],
    "activities.studies": [
        {"unit": "VS-A", "held_on": day("2023-10-10"), "content": ":study 1", "manner": ":online", "participants": 80},
        {"unit": "VS-B", "held_on": day("2024-03-10"), "content": ":study 2", "manner": ":onsite", "participants": 45},
    ],
    "activities.regulations": [
        {"unit": "VS-A", "title": ":rule 1", "outcome": ":new", "dated_on": day("2023-12-12")},
        {"unit": "VS-B", "title": ":rule 2", "outcome": ":amended", "dated_on": day("2024-02-12")},
        {"unit": "VS-B", "title": ":rule 3", "outcome": ":reviewed", "dated_on": day("2024-02-13")},
    ],
    "activities.models": [
        {"unit": "VS-A1", "title": ":model 1", "year": 2024, "is_spread": ":yes", "summary": ":summary 1"},
        {"unit": "VS-B1", "title": ":model 2", "year": 2023, "is_spread": "", "summary": ":summary 2"},
    ],
    "activities.publicity": [
        {"unit": "VS-A", "channel": "Website", "dated_on": day("2024-01-05"), "title": ":news 1", "quantity": 4},
        {"unit": "VS-B", "channel": "Website", "dated_on": day("2024-02-05"), "title": ":news 2", "quantity": 6},
    ],
    "contests.terms": [
        {"heading": ":terms 1", "text": ":terms 1 text"},
        {"heading": ":terms 2", "text": ":terms 2 text"},
        {"heading": ":terms 3", "text": ":terms 3 text"},
        {"heading": ":terms 4", "text": ":terms 4 text"},
    ],
    "contests.entries": [
        {
            "code": "W-1",
            "title": ":work 1",
            "person": "E01",
            "author": "Lâm Thị Hoa",
            "unit": "VS-A",
            "received_on": day("2024-03-01"),
            "state": ":valid",
        },
        {
            "code": "W-2",
            "title": ":work 2",
            "person": "E02",
            "author": "Trần Văn Đức",
            "unit": "VS-A",
            "received_on": day("2024-03-02"),
            "state": ":valid",
        },
        {
            "code": "W-3",
            "title": ":work 3",
            "person": "E04",
            "author": "Phan Thu Hà",
            "unit": "VS-B",
            "received_on": day("2024-03-03"),
            "state": ":valid",
        },
        {
            "code": "W-4",
            "title": ":work 4",
            "person": "E06",
            "author": "Hồ Ngọc Lan",
            "unit": "VS-B",
            "received_on": day("2024-03-04"),
            "state": ":withdrawn",
        },
        {
            "code": "W-5",
            "title": ":work 5",
            "person": "E03",
            "author": "Y Bhăm Niê",
            "unit": "VS-A",
            "received_on": day("2024-04-02"),
            "state": ":valid",
        },
    ],
    "contests.blind_codes": [
        {"code": "X11", "entry": "W-1"},
        {"code": "X12", "entry": "W-2"},
        {"code": "X13", "entry": "W-3"},
        {"code": "X14", "entry": "W-4"},
    ],
    "contests.judges": [
        {"code": "J1", "person": "E06", "name": "Hồ Ngọc Lan", "unit": "VS-B"},
        {"code": "J2", "person": "E03", "name": "Y Bhăm Niê", "unit": "VS-A"},
        {"code": "J3", "person": "", "name": "Mai Xuân Thủy", "unit": ""},
    ],
    "contests.marks": [
        {"blind": "X11", "judge": "J1", "turn": 1, "score": 8.5},
        {"blind": "X11", "judge": "J3", "turn": 2, "score": 8.5},
        {"blind": "X12", "judge": "J1", "turn": 1, "score": 7.5},
        {"blind": "X12", "judge": "J3", "turn": 2, "score": 9.5},
        {"blind": "X13", "judge": "J2", "turn": 1, "score": 6},
        {"blind": "X13", "judge": "J3", "turn": 2, "score": 7},
        {"blind": "X14", "judge": "J2", "turn": 1, "score": 9.5},
        {"blind": "X14", "judge": "J3", "turn": 2, "score": 9.5},
        {"blind": "X13", "judge": "J1", "turn": 3, "score": 5.5},
        {"blind": "X12", "judge": "J2", "turn": 3, "score": 65},
    ],
    "contests.prizes": [
        {"name": ":first prize", "entry": "W-2", "title": ":work 2"},
        {"name": ":second prize", "entry": "W-1", "title": ":work 1"},
    ],
    "inspections.inspections": [
        {
            "code": "I-1",
            "body_name": ":main body",
            "kind": ":inspection",
            "decision_number": "5",
            "starts_on": day("2023-11-01"),
            "ends_on": day("2023-11-10"),
        },
        {
            "code": "I-2",
            "body_name": ":own inspectors",
            "kind": ":regular supervision",
            "decision_number": "6",
            "starts_on": day("2024-03-01"),
            "ends_on": day("2024-03-20"),
        },
    ],
    "inspections.visits": [
        {"inspection": "I-1", "unit": "VS-A", "visited_on": day("2023-11-02"), "manner": ":direct"},
        {"inspection": "I-2", "unit": "VS-B", "visited_on": day("2024-03-04"), "manner": ":by report"},
        {"inspection": "I-2", "unit": "VS-B1", "visited_on": day("2024-03-05"), "manner": ":direct"},
    ],
    "inspections.findings": [
        {
            "code": "F-1",
            "inspection": "I-1",
            "unit": "VS-A",
            "text": ":finding 1",
            "due_on": day("2024-01-31"),
            "closed_on": day("2024-01-15"),
            "state": ":closed",
            "evidence": "BC 1",
        },
        {
            "code": "F-2",
            "inspection": "I-2",
            "unit": "VS-B1",
            "text": ":finding 2",
            "due_on": day("2024-05-31"),
            "state": ":not closed",
        },
        {
            "code": "F-3",
            "inspection": "I-9",
            "unit": "VS-B1",
            "text": ":finding 2",
            "due_on": day("2024-05-31"),
            "state": ":not closed",
        },
    ],
    "honours.history": [
        {
            "number": "77",
            "dated_on": day("2023-11-20"),
            "issuer": ":head",
            "form": ":award",
            "target": ":collective",
            "code": "VS-A1",
            "name": ":a1",
            "award_kind": ":merit",
            "state": ":in force",
        },
        {
            "number": "77",
            "dated_on": day("2023-11-20"),
            "issuer": ":head",
            "form": ":award",
            "target": ":individual",
            "code": "E02",
            "name": "Trần Văn Đức",
            "award_kind": ":merit",
            "state": ":in force",
        },
        {
            "number": "8",
            "dated_on": day("2022-11-20"),
            "issuer": ":minister",
            "form": ":award",
            "target": ":individual",
            "code": "E01",
            "name": "Lâm Thị Hoa",
            "award_kind": ":merit",
            "state": ":revoked",
        },
    ],
    "honours.listings": [
        {"unit": "VS-B1", "name": ":b1"},
        {"unit": "", "name": ":guest collective"},
    ],
    "commendations.nominations": [
        {
            "code": "D-1",
            "submitted_on": day("2024-06-03"),
            "submitter": "VS-A",
            "target": ":collective",
            "code_of": "VS-A1",
            "name": ":a1",
            "form": ":team award",
            "summary": ":merit 1",
            "votes_yes": 9,
            "votes_total": 10,
            "evidence": "BC 10",
            "2023": ":good",
            "2024": ":excellent",
        },
        {
            "code": "D-2",
            "submitted_on": day("2024-06-03"),
            "submitter": "VS-B",
            "target": ":collective",
            "code_of": "VS-B1",
            "name": ":b1",
            "form": ":team award",
            "summary": ":merit 2",
            "votes_yes": 8,
            "votes_total": 8,
            "evidence": "BC 11",
            "2023": ":good",
            "2024": ":good",
        },
        {
            "code": "D-3",
            "submitted_on": day("2024-06-04"),
            "submitter": "VS-A",
            "target": ":individual",
            "code_of": "E03",
            "name": "Y Bhăm Niê",
            "form": ":personal award",
            "summary": ":merit 3",
            "votes_yes": 6,
            "votes_total": 9,
            "evidence": "",
            "2023": ":good",
            "2024": ":good",
        },
        {
            "code": "D-4",
            "submitted_on": day("2024-06-04"),
            "submitter": "VS-B",
            "target": ":individual",
            "code_of": "E04",
            "name": "Phan Thu Hà",
            "form": ":personal award",
            "summary": ":merit 4",
            "votes_yes": 6,
            "votes_total": 9,
            "evidence": "BC 12",
            "2023": ":fair",
            "2024": ":fair",
        },
        {
            "code": "D-5",
            "submitted_on": day("2024-06-05"),
            "submitter": "VS-B",
            "target": ":collective",
            "code_of": "VS-B2",
            "name": ":b2 in capitals",
            "form": ":team award",
            "summary": ":merit 5",
            "votes_yes": 5,
            "votes_total": 5,
            "evidence": "BC 13",
            "2023": ":good",
            "2024": ":good",
        },
        {
            "code": "D-6",
            "submitted_on": day("2024-06-05"),
            "submitter": "VS-A",
            "target": ":individual",
            "code_of": "E99",
            "name": "Vũ Không Rõ",
            "form": ":personal award",
            "summary": ":merit 6",
            "votes_yes": 5,
            "votes_total": 5,
            "evidence": "BC 14",
            "2023": ":good",
            "2024": ":good",
        },
    ],
    "commendations.conditions": [{"code": f"C{n}", "text": f":condition {n}"} for n in range(1, 8)],
    "commendations.members": [
        {"person": f"E0{n}", "name": name, "role": role}
        for n, name, role in (
            (1, "Lâm Thị Hoa", ":chair"),
            (2, "Trần Văn Đức", ":member"),
            (3, "Y Bhăm Niê", ":member"),
            (4, "Phan Thu Hà", ":member"),
            (6, "Hồ Ngọc Lan", ":secretary"),
        )
    ],
    "commendations.sessions": [{"code": "S1", "held_on": day("2024-08-20"), "members": 5, "present": 4}],
    "commendations.ballots": [
        {"session": "S1", "nomination": "D-1", "issued": 4, "returned": 4, "valid": 4, "invalid": 0, "yes": 4, "no": 0},
        {"session": "S1", "nomination": "D-2", "issued": 4, "returned": 4, "valid": 4, "invalid": 0, "yes": 2, "no": 2},
        {"session": "S1", "nomination": "D-1", "issued": 4, "returned": 4, "valid": 4, "invalid": 0, "yes": 5, "no": 0},
    ],
    "directives.conclusions": [{"code": "KL-A", "text": ":conclusion", "speaker": ":head"}],
    "directives.tasks": [
        {
            "code": "T1",
            "conclusion": "KL-A",
            "text": ":task 1",
            "lead": "VS-A",
            "partners": ":b",
            "due_on": day("2024-12-01"),
            "state": ":begun",
        },
        {
            "code": "T2",
            "conclusion": "KL-A",
            "text": ":task 2",
            "lead": ":b",
            "partners": ":a",
            "due_on": day("2024-10-01"),
            "done_on": day("2024-09-20"),
            "state": ":done",
        },
    ],
    "directives.limitations": [{"text": ":limit", "remedy": ":remedy", "tasks": "T1"}],
}

# What must be found: (kind, place among the facts from 1, field, severity).
FAULTS = {
    ("directives.documents", 3, "number", "reject"),
    ("activities.meetings", 3, "present", "reject"),
    ("activities.meetings", 5, "held_on", "warn"),
    ("activities.meetings", 6, "unit", "reject"),
    ("activities.meetings", 7, "held_on", "reject"),
    ("contests.entries", 5, "received_on", "reject"),
    ("contests.marks", 9, "judge", "warn"),
    ("contests.marks", 10, "score", "reject"),
    ("inspections.findings", 3, "inspection", "reject"),
    ("commendations.nominations", 5, "name", "repair"),
    ("commendations.nominations", 6, "code_of", "reject"),
    ("commendations.ballots", 3, "yes", "reject"),
    ("directives.tasks", 2, "lead", "repair"),
}


@dataclass(frozen=True)
class Sheet:
    """Where an office keeps one kind: the columns in its order; "" is a column of its own that we do not know."""

    file: str
    name: str
    columns: tuple[tuple[str, str], ...]
    title: str = ""
    is_numbered: bool = False

    @property
    def first_row(self):
        return (3 if self.title else 1) + 1

    def letter(self, field_name):
        names = [name for name, _ in self.columns]
        return chr(65 + names.index(field_name) + self.is_numbered)


@dataclass(frozen=True)
class Office:
    answers: dict
    words: dict
    sheets: dict
    days: str = "%d/%m/%Y"
    days_as_text: bool = False
    separator: str = ","
    prizes: tuple = ()
    extra: dict = field(default_factory=dict)

    def word(self, value):
        if isinstance(value, str) and value.startswith(":"):
            return self.words[value[1:]]
        return value

    def rows_of(self, kind):
        sheet = self.sheets[kind]
        head = [label for _, label in sheet.columns]
        rows = [["STT", *head] if sheet.is_numbered else head]
        for number, facts in enumerate(FACTS[kind], start=1):
            cells = [self.cell(name, facts) for name, _ in sheet.columns]
            rows.append([number, *cells] if sheet.is_numbered else cells)
        return [[sheet.title], [], *rows] if sheet.title else rows

    def cell(self, name, facts):
        if not name:
            return self.words["own column"]
        value = self.word(facts.get(name, ""))
        return value.strftime(self.days) if isinstance(value, dt.date) and self.days_as_text else value

    def write(self, folder):
        """All files of this office into `folder`."""
        (folder / "office.yaml").write_text(yaml.safe_dump(self.answers, allow_unicode=True), encoding="utf-8")
        files = {}
        for kind, sheet in self.sheets.items():
            files.setdefault(sheet.file, []).append((sheet.name, self.rows_of(kind)))
        for name, sheets in files.items():
            WRITERS[name.rsplit(".", 1)[1]](folder / name, sheets, self)
        return folder


def write_xlsx(path, sheets, office):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)


def write_ods(path, sheets, office):
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets:
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(path)


def _ods_cell(value):
    if isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=value)
    elif isinstance(value, dt.date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text=f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)))
    return cell


def write_csv(path, sheets, office):
    ((_, rows),) = sheets
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=office.separator)
        for row in rows:
            writer.writerow([value.strftime(office.days) if isinstance(value, dt.date) else value for value in row])


WRITERS = {"xlsx": write_xlsx, "ods": write_ods, "csv": write_csv}
