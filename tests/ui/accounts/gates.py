"""A gate in memory: real answers, no database, for the tests of wizard, sign-in and front door."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tvet_desktop.shared.errors import UserError
from ui.accounts.gate import FirstAccount, Report
from ui.status_line import Status

CODE = "7K2QD-AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"


class RefusedByGate(UserError):
    def sentence(self) -> str:
        return "The user name or the password is not right: try again."


@dataclass(frozen=True)
class GateCollege:
    code: str
    name: str


@dataclass(frozen=True)
class GateUser:
    id: int = 4611686018427387905
    username: str = "uwera"
    display_name: str = "Uwera Chantal"
    role: str = "CLERK"


@dataclass
class GateOpened:
    app: Any = None
    user: GateUser = field(default_factory=GateUser)
    is_practice: bool = False
    backups: None = None
    idle_minutes: float = 0
    closed: int = 0

    def status(self) -> Status:
        return Status("Backed up today", "214 changes to send", "IPRC Huye")

    def close(self) -> None:
        self.closed += 1


@dataclass
class MemoryGate:
    new: bool = False
    password: str = "correct horse"
    opened: GateOpened = field(default_factory=GateOpened)
    accounts: list[FirstAccount] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def is_new(self) -> bool:
        return self.new

    def colleges(self) -> Sequence[GateCollege]:
        return [GateCollege("HUY", "IPRC Huye"), GateCollege("TUM", "IPRC Tumba")]

    def new_recovery_code(self) -> str:
        return CODE

    def group_matches(self, code: str, group: int, typed: str) -> bool:
        return code.split("-")[group - 1] == typed.upper()

    def found(self, *, college: str, account: FirstAccount) -> GateOpened:
        self.asked.append(f"found {college}")
        self.accounts.append(account)
        return self.opened

    def join(self, *, invitation: Path, account: FirstAccount) -> GateOpened:
        self.asked.append(f"join {invitation.name}")
        self.accounts.append(account)
        return self.opened

    def replace_office(self, *, paths: Sequence[Path], account: FirstAccount) -> GateOpened:
        self.asked.append(f"replace {[path.name for path in paths]}")
        if account.recovery_code != CODE:
            raise RefusedByGate
        self.accounts.append(account)
        return self.opened

    def practice(self, *, report: Report) -> GateOpened:
        report.step(1, 2)
        self.opened.is_practice = True
        return self.opened

    def sign_in(self, *, username: str, password: str) -> GateOpened:
        if password != self.password:
            raise RefusedByGate
        self.asked.append(f"sign in {username}")
        return self.opened

    def sign_in_with_recovery_code(
        self, *, username: str, recovery_code: str, new_password: str
    ) -> GateOpened:
        if recovery_code != CODE:
            raise RefusedByGate
        self.password = new_password
        return self.sign_in(username=username, password=new_password)
