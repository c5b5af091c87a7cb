"""Who may read, write, freeze and reopen reports; whose rows stand open behind a figure."""

from vinhdanh.kernel.permissions import Permission, holds, in_state
from vinhdanh.rules.lifecycle import REPORT

READERS = ("office", "leader", "clerk")
FIGURE_READERS = ("office", "leader", "clerk", "secretary", "inspector", "organiser")

SEE_REPORT = Permission("report.see", holds(*READERS, over="unit__path"))
# Asked of the unit that the report will be about.
CREATE_REPORT = Permission("report.create", holds("office", "leader", "clerk", over="path"))
EDIT_REPORT = Permission(
    "report.edit",
    holds("office", "leader", "clerk", over="unit__path"),
    in_state("report.frozen_already", "draft"),
)
FREEZE_REPORT = Permission(
    "report.freeze",
    holds("office", "leader", over="unit__path"),
    in_state("report.frozen_already", *REPORT.states_for("freeze")),
)
REOPEN_REPORT = Permission(
    "report.reopen",
    holds("office", "leader", over="unit__path"),
    in_state("report.not_frozen", *REPORT.states_for("reopen")),
)
