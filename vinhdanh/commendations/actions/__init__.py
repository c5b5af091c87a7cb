"""What people do with rounds, dossiers and sessions."""

from vinhdanh.commendations.actions.assessing import accept_clause, ask_to_assess, assess_nomination, assess_round
from vinhdanh.commendations.actions.council import (
    add_member,
    close_session,
    open_session,
    plan_session,
    put_on_agenda,
    remove_member,
    set_up_council,
    sign_minutes,
    take_off_agenda,
)
from vinhdanh.commendations.actions.counting import count_again, enter_count, enter_counts
from vinhdanh.commendations.actions.deciding import make_decision
from vinhdanh.commendations.actions.dossiers import (
    attach_file,
    create_nomination,
    detach_file,
    edit_nomination,
    submit_nomination,
    withdraw_nomination,
)
from vinhdanh.commendations.actions.rounds import change_days, close_round, open_round
from vinhdanh.commendations.actions.verification import (
    assign_many,
    assign_nomination,
    hold_nomination,
    refuse_nomination,
    resume_nomination,
    send_back_many,
    send_back_nomination,
    verify_many,
    verify_nomination,
)

__all__ = [
    "accept_clause",
    "add_member",
    "ask_to_assess",
    "assess_nomination",
    "assess_round",
    "assign_many",
    "assign_nomination",
    "attach_file",
    "change_days",
    "close_round",
    "close_session",
    "count_again",
    "create_nomination",
    "detach_file",
    "edit_nomination",
    "enter_count",
    "enter_counts",
    "hold_nomination",
    "make_decision",
    "open_round",
    "open_session",
    "plan_session",
    "put_on_agenda",
    "refuse_nomination",
    "remove_member",
    "resume_nomination",
    "send_back_many",
    "send_back_nomination",
    "set_up_council",
    "sign_minutes",
    "submit_nomination",
    "take_off_agenda",
    "verify_many",
    "verify_nomination",
    "withdraw_nomination",
]
