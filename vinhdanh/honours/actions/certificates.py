"""Certificates of a decision: asked for by a person, made one by one by a job that may be killed at any time.

A number belongs to its award from the moment it is given (`kernel.numbering`, purpose = the award), so a
job that starts again finds it and gives no other. Paper, row and progress are written in one transaction
under the fence of the job.
"""

import logging
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse

from vinhdanh.honours.documents.fields import (
    TEMPLATE,
    Letterhead,
    document_json,
    needs_trial,
    page_of,
    stamp_of,
)
from vinhdanh.honours.documents.workshop import Workshop
from vinhdanh.honours.models import Award, Certificate, Decision
from vinhdanh.honours.policies import ISSUE_CERTIFICATES
from vinhdanh.honours.queries import (
    certificates_job_key,
    certificates_of,
    certificates_to_make,
    print_run_job_key,
)
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.files import keep_made_file, put_content, row_of_content
from vinhdanh.kernel.history import record, record_many
from vinhdanh.kernel.jobs import Run, enqueue
from vinhdanh.kernel.models import Job
from vinhdanh.kernel.numbering import next_number
from vinhdanh.kernel.uploads import ChildError
from vinhdanh.organisation.queries import office
from vinhdanh.rules.certificates import CODE_LENGTH, label, new_code, series_of
from vinhdanh.rules.reasons import Reason, Refused

log = logging.getLogger("vinhdanh.honours")
BATCH = 10  # papers made before they are written down together
PRINT_CHUNK = 200
PDF = "application/pdf"


@transaction.atomic
def issue_certificates(decision: Decision, *, by: Actor) -> Job:
    """Ask for the papers of all valid awards of an issued decision that have none yet."""
    ISSUE_CERTIFICATES.demand(by, decision)
    record("certificates.asked", decision, by=by, missing=certificates_to_make(decision).count())
    return enqueue(
        "honours.certificates", key=certificates_job_key(decision), arguments={"decision": decision.pk}, by=by
    )


@transaction.atomic
def order_print_run(decision: Decision, *, by: Actor) -> Job:
    """Ask for PDFs of many pages for the printer, 200 certificates in each."""
    ISSUE_CERTIFICATES.demand(by, decision)
    return enqueue("honours.print_run", key=print_run_job_key(decision), arguments={"decision": decision.pk}, by=by)


@dataclass
class Batch:
    """Some awards on their way to paper: numbers first, then the papers, then the rows."""

    run: Run
    workshop: Workshop
    awards: list[Award]
    refused: list[dict[str, Any]]

    def number(self) -> list[Certificate]:
        """Give numbers and codes to those awards whose texts fit on the paper."""
        fitting = [award for award in self.awards if self.fits(award)]
        with transaction.atomic():
            self.run.step()
            return [certificate_of(award) for award in fitting]

    def fits(self, award: Award) -> bool:
        """Tried before a number is spent: a text that fits nowhere must not make a gap."""
        if hasattr(award, "certificate") or not needs_trial(award):
            return True
        head, decision, day = self.workshop.head, award.decision, award.awarded_on
        page = page_of(award, decision, head, label=label(series_of(award.form, day.year), 0), code="0" * CODE_LENGTH)
        try:
            self.workshop.compiled(TEMPLATE, document_json([page], head=head, day=day, title="-"), stamp=stamp_of(day))
        except (Refused, ChildError) as refused:
            self.refuse(award, refused)
            return False
        return True

    def refuse(self, award: Award, why: Refused | ChildError) -> None:
        """One paper that cannot be made does not keep the others from theirs."""
        if isinstance(why, ChildError):
            log.error("award %s: %s", award.pk, why)
            why = Refused(Reason("certificate.not_made"))
        reasons = [{"code": reason.code, "facts": dict(reason.facts)} for reason in why.reasons]
        self.refused.append({"award": award.pk, "name": award.printed_name, "reasons": reasons})

    def make(self, certificates: list[Certificate]) -> list[tuple[Certificate, bytes]]:
        made = []
        for certificate in certificates:
            try:
                made.append((certificate, self.workshop.signed(certificate)))
            except (Refused, ChildError) as refused:
                self.refuse(certificate.award, refused)
        return made

    def store(self, made: list[tuple[Certificate, bytes]], *, done: int, total: int) -> None:
        """Contents to the disk first; then rows, history and progress together."""
        hashes = [put_content(content) for _, content in made]
        with transaction.atomic():
            for (certificate, content), sha256 in zip(made, hashes, strict=True):
                name = f"{certificate.label}.pdf"
                certificate.file = row_of_content(sha256, size=len(content), name=name, content_type=PDF)
                certificate.sha256 = sha256
                certificate.job = self.run.job
            papers = [certificate for certificate, _ in made]
            Certificate.objects.bulk_update(papers, ["file", "sha256", "job"])
            record_many("award.certificate_issued", [paper.award for paper in papers], by=self.run.actor)
            last = papers[-1].award.printed_name if papers else ""
            self.run.step(done + len(papers), total, last)


def certificate_of(award: Award) -> Certificate:
    """The award's row with its number and code: the one it has, or a new one. Inside a transaction."""
    known = Certificate.objects.filter(award=award).first()
    if known is None:
        series = series_of(award.form, award.awarded_on.year)
        number = next_number(f"certificate:{series}", purpose=f"certificate:{award.key}")
        known = Certificate.objects.create(award=award, series=series, number=number, code=new_code())
    known.award = award
    return known


def make_certificates(run: Run) -> dict[str, Any]:
    """The job: what has its paper stays, what has none gets it."""
    decision = Decision.objects.get(pk=run.arguments["decision"])
    refused: list[dict[str, Any]] = []
    missing = certificates_to_make(decision).select_related("certificate")
    done = certificates_of(decision).count()
    total = done + missing.count()
    run.step(done, total)
    with Workshop(Letterhead.of(office())) as workshop:
        while awards := list(missing.exclude(pk__in=[row["award"] for row in refused])[:BATCH]):
            for award in awards:
                award.decision = decision
            batch = Batch(run, workshop, awards, refused)
            made = batch.make(batch.number())
            batch.store(made, done=done, total=total)
            done += len(made)
    return {"made": done, "refused": refused, "url": reverse("decision", args=[decision.pk])}


def make_print_run(run: Run) -> dict[str, Any]:
    """The job: unsigned pages for paper, with the same numbers and codes as the signed files."""
    decision = Decision.objects.get(pk=run.arguments["decision"])
    certificates = list(certificates_of(decision).filter(award__state="valid"))
    head = Letterhead.of(office())
    files: list[dict[str, Any]] = []
    with Workshop(head) as workshop:
        for start in range(0, len(certificates), PRINT_CHUNK):
            chunk = certificates[start : start + PRINT_CHUNK]
            run.step(start, len(certificates), chunk[0].label)
            pages = [page_of(c.award, decision, head, label=c.label, code=c.code) for c in chunk]
            name = f"{chunk[0].label}_{chunk[-1].label}.pdf"
            day = chunk[0].award.awarded_on
            data = document_json(pages, head=head, day=day, title=name)
            pdf = workshop.compiled(TEMPLATE, data, stamp=stamp_of(day))
            stored = keep_made_file(pdf, name=name, content_type=PDF)
            files.append({"file": stored.pk, "name": name, "pages": len(chunk)})
    run.step(len(certificates), len(certificates))
    return {"files": files, "url": reverse("decision", args=[decision.pk])}
