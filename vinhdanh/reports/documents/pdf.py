"""The document model as PDF/A-2a and PDF/UA-1, compiled in a limited child process."""

import datetime as dt
import json
from pathlib import Path

from vinhdanh.honours.documents.compile import compile_pdf
from vinhdanh.kernel.uploads import run_limited
from vinhdanh.reports.documents.model import Document

TEMPLATE = Path(__file__).parent / "review"


def pdf_of(document: Document) -> bytes:
    """The same document gives the same bytes."""
    noon = dt.datetime.combine(document.day, dt.time(12), tzinfo=dt.UTC)
    data = json.dumps(document.as_json(), ensure_ascii=False)
    return run_limited(compile_pdf, str(TEMPLATE), data, int(noon.timestamp()))
