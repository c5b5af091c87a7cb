"""Workbooks of this domain: conditions, dossiers, the council, its sessions and what it counted."""

from vinhdanh.commendations.sheets.ballots import BALLOTS
from vinhdanh.commendations.sheets.council import MEMBERS, SESSIONS
from vinhdanh.commendations.sheets.nominations import NOMINATIONS
from vinhdanh.commendations.sheets.rounds import CONDITIONS
from vinhdanh.kernel.sheets.kinds import register

register(CONDITIONS, NOMINATIONS, MEMBERS, SESSIONS, BALLOTS)
