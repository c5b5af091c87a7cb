"""Who is meant by a code and the words beside it: a unit or a person."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vinhdanh.kernel.sheets.context import Context, PersonFact, UnitFact
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.organisation.answers import Answers


def targets(context: Context) -> dict[str, str]:
    """Collective or person, in the words of many offices and in this office's own word for its people."""
    words = {
        "Tập thể": "collective",
        "Đơn vị": "collective:unit",
        "Tổ chức": "collective:unit",
        "Nhóm": "collective:group",
        "Tổ": "collective:group",
        "Collective": "collective",
        "Unit": "collective:unit",
        "Team": "collective:group",
        "Group": "collective:group",
        "Cá nhân": "person",
        "Người": "person",
        "Individual": "person",
        "Person": "person",
    }
    own = Answers(context.answers).person_word
    return words | ({own: "person:own"} if own and own not in words else {})


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is meant by a code: a unit, a person, or nobody that we know."""

    unit: UnitFact | None = None
    person: PersonFact | None = None

    @property
    def is_known(self) -> bool:
        return self.unit is not None or self.person is not None


def recipient_of(context: Context, row: Row, column: str) -> Recipient:
    """Whom the code in `column` means; a code that lost its zeros is mended when only one fits."""
    code = row.values[column]
    found = _of_code(context, code, target=row["target"])
    if found.is_known or not code:
        return found
    like = [*context.codes_without_zeros("unit", code), *context.codes_without_zeros("person", code)]
    if len(like) != 1:
        return found
    row.repair(column, like[0], "code.lost_zeros", _("mã mất số 0 ở đầu"))
    return _of_code(context, like[0], target="")


def _of_code(context: Context, code: str, *, target: str) -> Recipient:
    """The code decides whether a unit or a person is meant; the word beside it only where a code is both."""
    unit, person = context.units_by_code.get(code), context.people_by_code.get(code)
    if unit is not None and person is not None:
        return Recipient(person=person) if target == "person" else Recipient(unit=unit)
    return Recipient(unit=unit, person=person)


def warn_target(row: Row, recipient: Recipient) -> None:
    """The word "collective" beside the code of a person, or the other way round."""
    if recipient.person is not None and row["target"] == "collective":
        row.warn("target", "target.is_a_person", _("mã là của một người nhưng ghi là tập thể: đếm theo mã"))
    if recipient.unit is not None and row["target"] == "person":
        row.warn("target", "target.is_a_unit", _("mã là của một đơn vị nhưng ghi là cá nhân: đếm theo mã"))
