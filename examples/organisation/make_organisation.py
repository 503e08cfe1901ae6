"""Makes facts.json: a believable organisation of about 150 people with three years of records, good and bad.

    python3 make_organisation.py            # writes facts.json beside this file
    python3 make_organisation.py --print    # writes to standard output instead

The same program gives the same bytes everywhere. What is good and what is bad in it is told in README.md.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

Row = Dict[str, Any]

AS_OF = date(2026, 3, 31)
ISMS_START = date(2023, 4, 1)
NEW_LEARNING_PLATFORM = date(2025, 6, 1)  # What was learned before lies in a system that is not connected.
NEW_CHIEF = date(2026, 1, 15)
HANDBOOK_3 = date(2026, 2, 1)
TOWN_HALL = date(2025, 10, 14)

# id, title, department, management level, topics beyond awareness
ROLES: Tuple[Tuple[str, str, str, str, Tuple[str, ...]], ...] = (
    ("chief", "Managing director", "board", "top", ()),
    ("operations-director", "Operations director", "board", "top", ()),
    ("non-executive", "Non-executive director", "board", "none", ()),
    ("hr-head", "Head of people", "hr", "department_head", ("personal_data",)),
    ("hr-officer", "People officer", "hr", "none", ("personal_data",)),
    ("it-head", "Head of IT", "it", "department_head", ("access_admin",)),
    ("administrator", "System administrator", "it", "none", ("access_admin", "incident_response")),
    ("service-desk", "Service desk agent", "it", "none", ("social_engineering",)),
    ("security-head", "Head of information security", "security", "department_head", ("incident_response",)),
    ("security-analyst", "Security analyst", "security", "none", ("incident_response",)),
    ("engineering-head", "Head of engineering", "eng", "department_head", ("secure_coding",)),
    ("team-lead", "Engineering team lead", "eng", "line_manager", ("secure_coding",)),
    ("developer", "Developer", "eng", "none", ("secure_coding",)),
    ("tester", "Tester", "eng", "none", ("secure_coding",)),
    ("support-head", "Head of support", "support", "department_head", ("social_engineering",)),
    ("support-agent", "Support agent", "support", "none", ("social_engineering",)),
    ("finance-head", "Head of finance", "finance", "department_head", ("payment_fraud",)),
    ("accountant", "Accountant", "finance", "none", ("payment_fraud",)),
    ("buyer", "Buyer", "procurement", "none", ("payment_fraud",)),
    ("sales-head", "Head of sales", "sales", "department_head", ()),
    ("sales-agent", "Sales agent", "sales", "none", ("social_engineering",)),
    ("warehouse-head", "Head of warehouse", "operations", "department_head", ()),
    ("shift-lead", "Shift lead", "operations", "line_manager", ()),
    ("warehouse-worker", "Warehouse worker", "operations", "none", ()),
)

# These still have a job description of their own; all the others came from one consultant's template.
OWN_JOB_DESCRIPTION = (
    "chief",
    "operations-director",
    "security-head",
    "security-analyst",
    "developer",
    "team-lead",
    "tester",
)

HEADS: Tuple[Tuple[str, str], ...] = (
    ("hr-head", "2017-05-01"),
    ("it-head", "2018-09-01"),
    ("security-head", "2022-11-01"),
    ("engineering-head", "2016-02-15"),
    ("support-head", "2019-03-01"),
    ("finance-head", "2015-01-01"),
    ("sales-head", "2020-06-01"),
    ("warehouse-head", "2014-04-01"),
)

# role, role of the manager, engagement, how many
STAFF: Tuple[Tuple[str, str, str, int], ...] = (
    ("non-executive", "chief", "board_member", 3),
    ("team-lead", "engineering-head", "employee", 5),
    ("shift-lead", "warehouse-head", "employee", 3),
    ("hr-officer", "hr-head", "employee", 4),
    ("administrator", "it-head", "employee", 5),
    ("service-desk", "it-head", "employee", 4),
    ("service-desk", "it-head", "intern", 2),
    ("security-analyst", "security-head", "employee", 3),
    ("developer", "team-lead", "employee", 24),
    ("developer", "team-lead", "contractor", 9),
    ("tester", "team-lead", "employee", 6),
    ("support-agent", "support-head", "employee", 14),
    ("accountant", "finance-head", "employee", 5),
    ("buyer", "finance-head", "employee", 3),
    ("sales-agent", "sales-head", "employee", 11),
    ("sales-agent", "sales-head", "contractor", 2),
    ("warehouse-worker", "shift-lead", "employee", 28),
    ("warehouse-worker", "shift-lead", "agency_temp", 8),
)

# The mover's role before, the role after, the day, and what followed: `both`, `late` or `nothing`.
MOVES: Tuple[Tuple[str, str, str, str], ...] = (
    ("developer", "team-lead", "2024-05-01", "both"),
    ("support-agent", "sales-agent", "2024-09-01", "nothing"),
    ("service-desk", "administrator", "2025-05-01", "both"),
    ("developer", "tester", "2025-07-01", "both"),
    ("support-agent", "service-desk", "2025-08-15", "late"),
    ("warehouse-worker", "shift-lead", "2025-09-01", "both"),
    ("accountant", "buyer", "2025-10-01", "nothing"),
    ("tester", "developer", "2025-11-15", "both"),
    ("sales-agent", "support-agent", "2026-01-01", "nothing"),
    ("administrator", "security-analyst", "2026-02-15", "both"),
    ("developer", "security-analyst", "2026-03-25", "nothing"),
)

MODULES: Tuple[Tuple[str, bool, Tuple[str, ...]], ...] = (
    ("m-basics", True, ("awareness",)),
    ("m-personal-data", False, ("personal_data",)),
    ("m-access", False, ("access_admin",)),
    ("m-incidents", False, ("incident_response",)),
    ("m-coding", False, ("secure_coding",)),
    ("m-social", False, ("social_engineering",)),
    ("m-fraud", False, ("payment_fraud",)),
)


def days(count: int) -> timedelta:
    return timedelta(days=count)


class Organisation:
    """Grows the tables; each method adds one kind of record, in an order that never changes."""

    def __init__(self) -> None:
        self.chance = random.Random(54)
        self.people: List[Row] = []
        self.evidence: List[Row] = []
        self.by_role: Dict[str, List[str]] = {}

    # Small words.

    def add(self, record_type: str, day: Any, **fields: Any) -> Row:
        row: Row = {"id": "e{:04d}".format(len(self.evidence) + 1), "type": record_type}
        row["occurred_at"] = day if isinstance(day, str) else day.isoformat()
        row.update(fields)
        self.evidence.append(row)
        return row

    def day_between(self, first: date, last: date) -> date:
        return first + days(self.chance.randint(0, max(0, (last - first).days)))

    def started(self, person: Row) -> date:
        return date.fromisoformat(person["start"])

    def last_day(self, person: Row) -> date:
        return date.fromisoformat(person["end"]) if person.get("end") else AS_OF

    def current(self) -> List[Row]:
        return [row for row in self.people if self.last_day(row) >= AS_OF]

    def role_now(self, person: Row) -> str:
        return str(person["assignments"][-1]["role"])

    def holder(self, role: str) -> str:
        return self.by_role[role][0]

    # People.

    def hire(
        self, role: str, start: date, engagement: str, manager: Optional[str], end: Optional[date] = None
    ) -> Row:
        person: Row = {"id": "p{:03d}".format(len(self.people) + 1)}
        person.update(engagement=engagement, start=start.isoformat())
        if end is not None:
            person["end"] = end.isoformat()
        if manager is not None:
            person["manager"] = manager
        person["assignments"] = [{"role": role, "from": start.isoformat()}]
        self.people.append(person)
        self.by_role.setdefault(role, []).append(person["id"])
        return person

    def hire_everybody(self) -> None:
        self.former_chief = self.hire("chief", date(2012, 1, 1), "employee", None, NEW_CHIEF - days(1))
        self.chief = self.hire("chief", NEW_CHIEF, "employee", None)
        self.by_role["chief"].reverse()
        self.director = self.hire("operations-director", date(2016, 8, 1), "employee", self.chief["id"])
        for role, first_day in HEADS:
            self.hire(role, date.fromisoformat(first_day), "employee", self.chief["id"])
        for role, lead, engagement, count in STAFF:
            for _ in range(count):
                self.hire(role, self._start(engagement), engagement, self.chance.choice(self.by_role[lead]))
        for role, lead in (
            ("developer", "team-lead"),
            ("support-agent", "support-head"),
            ("warehouse-worker", "shift-lead"),
        ):
            for _ in range(3):
                start = self.day_between(date(2019, 1, 1), date(2024, 1, 1))
                end = self.day_between(date(2024, 6, 1), date(2026, 2, 28))
                self.hire(role, start, "employee", self.chance.choice(self.by_role[lead]), end)
        for role, lead, start in (
            ("developer", "team-lead", date(2026, 3, 2)),
            ("support-agent", "support-head", date(2026, 3, 16)),
        ):
            self.hire(role, start, "employee", self.by_role[lead][0])

    def _start(self, engagement: str) -> date:
        if engagement in ("agency_temp", "intern"):
            return self.day_between(date(2025, 4, 1), date(2025, 9, 30))
        if engagement == "contractor":
            return self.day_between(date(2023, 6, 1), date(2025, 8, 31))
        return self.day_between(date(2015, 1, 1), date(2025, 9, 30))

    def send_on_leave(self) -> None:
        """Long leaves suspend recurring duties; a fortnight's holiday does not."""
        employees = [
            row for row in self.current() if row["engagement"] == "employee" and row["start"] < "2024-01-01"
        ]
        for person, kind, start, end in zip(
            self.chance.sample(employees[20:], 5),
            ("parental", "parental", "medical", "sabbatical", "other"),
            ("2025-11-03", "2026-01-12", "2026-02-09", "2025-12-22", "2026-03-23"),
            (None, "2026-09-30", None, "2026-03-21", "2026-04-03"),
        ):
            leave = {"kind": kind, "start": start}
            if end is not None:
                leave["end"] = end
            person["leaves"] = [leave]

    def move_people(self) -> None:
        """Changes of role, with and without what should follow them."""
        for before, after, day, followed in MOVES:
            moved = date.fromisoformat(day)
            candidates = [
                row
                for row in self.current()
                if len(row["assignments"]) == 1
                and self.role_now(row) == before
                and row["engagement"] == "employee"
                and self.started(row) < moved - days(400)
                and "leaves" not in row
            ]
            person = self.chance.choice(candidates)
            person["assignments"][-1]["to"] = (moved - days(1)).isoformat()
            person["assignments"].append({"role": after, "from": day})
            self.by_role[before].remove(person["id"])
            self.by_role.setdefault(after, []).append(person["id"])
            if followed == "nothing":
                continue
            review_day = moved + days(3 if followed == "both" else 40)
            reviewed: Row = {
                "person": person["id"],
                "to_role": after,
                "from_function": "hr",
                "to_function": "it",
            }
            self.add("access_review", review_day, completed=True, **reviewed)
            if followed == "both":
                signer = (
                    self.holder("it-head")
                    if after in ("administrator", "service-desk")
                    else self.director["id"]
                )
                self.add(
                    "role_change_checklist",
                    moved + days(8),
                    person=person["id"],
                    to_role=after,
                    signed_by=signer,
                    access_updated=True,
                    duties_explained=True,
                )

    # What everybody signs.

    def sign_papers(self) -> None:
        """Duties and job descriptions for every role held; contracts and non-disclosure agreements at the start."""
        for person in self.people:
            for entry in person["assignments"]:
                self._confirm_duties(person, entry)
            self._sign_contract(person)

    def _confirm_duties(self, person: Row, entry: Row) -> None:
        began = max(date.fromisoformat(entry["from"]), date(2023, 4, 3))
        told = began + days(self.chance.randint(0, 9))
        if told > self.last_day(person) or (told > AS_OF - days(7) and entry is not person["assignments"][0]):
            return
        self.add(
            "acknowledgement",
            min(told, AS_OF),
            person=person["id"],
            subject="security_duties",
            role=entry["role"],
            method=self.chance.choice(("email", "signed_mou")),
        )
        if person["engagement"] == "employee":
            own = entry["role"] in OWN_JOB_DESCRIPTION
            self.add(
                "job_description",
                min(told, AS_OF),
                person=person["id"],
                role=entry["role"],
                security_section=True,
                duties=["data_handling", "incident_reporting"],
                filed_in_hr=True,
                template_digest="jd-" + entry["role"] if own else "jd-template",
            )

    def _sign_contract(self, person: Row) -> None:
        start = self.started(person)
        by_agency = person["engagement"] == "agency_temp"
        # The agency's contracts are scans that nobody has read for their clauses yet.
        clauses = None if by_agency else ["confidentiality", "isms_adherence"]
        contract = self.add(
            "contract", start - days(self.chance.randint(0, 30)), person=person["id"], clauses=clauses
        )
        if person["engagement"] in ("contractor", "agency_temp"):
            contract["expires"] = "2026-12-31"
            self.add("nda", start, person=person["id"], references_security_policy=True)

    def acknowledge_handbook(self) -> None:
        """The second edition on paper; the third by click, one night shift of it all at one instant."""
        employees = [row for row in self.people if row["engagement"] == "employee"]
        for person in employees:
            signed = max(self.started(person), date(2024, 2, 1)) + days(self.chance.randint(1, 20))
            if signed <= min(self.last_day(person), HANDBOOK_3):
                self._acknowledge(person, signed.isoformat(), "2", "signed_mou", None)
        for person in employees:
            shift = self.role_now(person) in ("warehouse-worker", "shift-lead")
            if self.last_day(person) < AS_OF:
                continue
            if shift:
                self._acknowledge(person, "2026-02-10T06:00:00+01:00", "3", "click", None)
                continue
            first = max(HANDBOOK_3, self.started(person)) + days(1)
            day = self.day_between(first, min(first + days(24), AS_OF))
            hour, minute, second = [
                self.chance.randint(low, high) for low, high in ((8, 17), (0, 59), (0, 59))
            ]
            clock = "{:02d}:{:02d}:{:02d}".format(hour, minute, second)
            winter = day < date(2026, 3, 29)
            moment = "{}T{}{}".format(day.isoformat(), clock, "+01:00" if winter else "+02:00")
            self._acknowledge(person, moment, "3", "click", self.chance.randint(540, 1900))

    def _acknowledge(
        self, person: Row, moment: str, version: str, method: str, viewed: Optional[int]
    ) -> None:
        row = self.add(
            "acknowledgement",
            moment,
            person=person["id"],
            subject="handbook",
            document="handbook",
            document_version=version,
            method=method,
        )
        if viewed is not None:
            row["viewed_seconds"] = viewed

    # What everybody learns.

    def brief_everybody(self) -> None:
        """A town hall every autumn, and a session for those who joined since the last one."""
        for day in (date(2023, 10, 10), date(2024, 10, 8), TOWN_HALL):
            present = [row for row in self.people if self.started(row) <= day <= self.last_day(row)]
            attending = [row["id"] for row in present if self.chance.random() < 0.71]
            watching = [row["id"] for row in present if row["id"] not in attending]
            self.add(
                "briefing",
                day,
                led_by=self.former_chief["id"],
                format="live_remote",
                mandatory=True,
                topics=["consequences", "rationale"],
                proof=["recording"],
                duration_seconds=2700,
                attendees=attending,
                viewings=[self._viewing(person, day) for person in watching],
            )
        joined = [row["id"] for row in self.current() if TOWN_HALL < self.started(row) < date(2026, 2, 20)]
        self.add(
            "briefing",
            date(2026, 2, 24),
            led_by=self.holder("hr-head"),
            format="in_person",
            mandatory=True,
            topics=["consequences", "rationale"],
            proof=["sign_in_sheet"],
            duration_seconds=1800,
            attendees=joined,
            viewings=[],
        )

    def _viewing(self, person: str, day: date) -> Row:
        """Most watch the recording to the end, some leave after a third of it."""
        watched = self.chance.choice((2700, 2700, 2700, 2650, 2400, 2160, 2200, 900))
        watched_on = day + days(self.chance.randint(1, 60))
        return {"person": person, "at": watched_on.isoformat(), "watched_seconds": watched}

    def train_everybody(self) -> None:
        """What the new platform knows. Some took the yearly course shortly before it came."""
        topics_of = {role[0]: role[4] for role in ROLES}
        for person in self.people:
            last = self.last_day(person)
            first = max(self.started(person), NEW_LEARNING_PLATFORM)
            if last < first + days(20):
                continue
            topics = ["awareness"] + list(topics_of[self.role_now(person)])
            earlier = person["start"] < "2025-01-01" and self.chance.random() < 0.12
            for module, _, taught in MODULES:
                if taught[0] not in topics or (earlier and taught[0] == "awareness"):
                    continue
                limit = min(last, first + days(260))
                self._train(person, module, self.day_between(first + days(3), limit))

    def _train(self, person: Row, module: str, day: date) -> Row:
        score = self.chance.randint(80, 100)
        return self.add(
            "training_completion", day, person=person["id"], module=module, passed=True, score_pct=score
        )

    def appraise_everybody(self) -> None:
        for year in (2023, 2024, 2025):
            for person in self.people:
                day = self.day_between(date(year, 11, 3), date(year, 12, 19))
                long_here = self.started(person) < date(year, 4, 1)
                if person["engagement"] != "employee" or not long_here or self.last_day(person) < day:
                    continue
                manager = person.get("manager")
                if manager is None or manager == self.chief["id"]:
                    manager = self.former_chief["id"]
                if manager == person["id"] or self._was_no_manager(manager, day):
                    manager = self.director["id"] if person is not self.director else self.former_chief["id"]
                self.add(
                    "appraisal",
                    day,
                    person=person["id"],
                    by=manager,
                    security_section=True,
                    training_reviewed=True,
                )

    def _was_no_manager(self, manager: str, day: date) -> bool:
        levels = {role[0]: role[3] for role in ROLES}
        person = next(row for row in self.people if row["id"] == manager)
        held = [entry["role"] for entry in person["assignments"] if entry["from"] <= day.isoformat()]
        return not held or levels[held[-1]] == "none"

    # What those who lead do.

    def lead(self) -> None:
        former, director = self.former_chief["id"], self.director["id"]
        security = self.holder("security-head")
        statements = ["security_priority", "compliance_mandatory"]
        for day in (date(2023, 5, 2), date(2024, 5, 6), date(2025, 5, 5)):
            self.add(
                "announcement",
                day,
                author=former,
                audience="all_staff",
                channel="email",
                statements=statements,
            )
        for day, ends in ((date(2024, 9, 16), "2025-09-21"), (date(2025, 9, 22), None)):
            published: Row = {"place": "intranet", "from": day.isoformat()}
            if ends is not None:
                published["to"] = ends
            self.add("commitment_statement", day, signed_by=former, publications=[published])
        approved: Row = {"author": former, "document": "policy", "document_version": "5"}
        self.add("policy_approval", date(2025, 11, 20), viewed_seconds=40, **approved)
        self._spend(director)
        report_2024 = self._report(2024, date(2025, 1, 21), security)
        report_2025 = self._report(2025, date(2026, 1, 20), security)
        self._review([report_2024, report_2025])
        self._communicate()
        for when, outcome in (("2024-11-12", "verbal_warning"), ("2025-06-24", "written_warning")):
            self.add("disciplinary_case", when, breach_class="minor", outcome=outcome, anonymised=True)

    def _spend(self, director: str) -> None:
        self.budgets: Dict[int, str] = {}
        for year, tools in ((2024, "58000.00"), (2025, "61500.00"), (2026, "64250.00")):
            lines = (("tools", tools), ("training", "18000.00"), ("external_audit", "22400.00"))
            row = self.add(
                "budget",
                date(year - 1, 12, 2),
                period_from="{}-01-01".format(year),
                period_to="{}-12-31".format(year),
                signed_by=director,
                lines=[{"category": name, "amount": amount, "currency": "EUR"} for name, amount in lines],
            )
            self.budgets[year] = row["id"]
        for day, category, amount in (
            ("2024-03-12", "security_tools", "14520.00"),
            ("2025-02-18", "external_audit", "21780.50"),
            ("2025-10-07", "security_tools", "15310.25"),
            ("2026-02-17", "external_audit", "22050.00"),
        ):
            self.add("invoice", day, category=category, amount=amount, currency="EUR")

    def _report(self, year: int, signed: date, by: str) -> Row:
        first, last = "{}-01-01".format(year), "{}-12-31".format(year)
        count = self.chance.randint(3, 9)
        return self.add(
            "incident_report",
            signed,
            period_from=first,
            period_to=last,
            signed_off_by=by,
            incident_count=count,
        )

    def _review(self, reports: Sequence[Row]) -> None:
        """Every quarter; in 2024 the summer's review came four weeks late, and it was the last one to do so."""
        for day in (
            date(2023, 6, 20), date(2023, 9, 19), date(2023, 12, 12), date(2024, 3, 12),
            date(2024, 7, 9), date(2024, 10, 1), date(2024, 12, 17), date(2025, 3, 18),
            date(2025, 6, 17), date(2025, 9, 16), date(2025, 12, 16), date(2026, 3, 10),
        ):  # fmt: skip
            chief = self.former_chief["id"] if day < NEW_CHIEF else self.chief["id"]
            security = self.holder("security-head")
            decisions: List[Row] = [
                {"kind": "improvement", "text": "Close the two oldest audit findings first"}
            ]
            if day.month == 12 and day.year + 1 in self.budgets:
                decisions.append(
                    {
                        "kind": "budget_approved",
                        "ref": self.budgets[day.year + 1],
                        "text": "Security budget approved",
                    }
                )
            listed = [
                row["id"] for row in reports if day - days(90) < date.fromisoformat(row["occurred_at"]) <= day
            ]
            self.add(
                "minutes",
                day,
                kind="management_review",
                status="approved",
                attendees=[chief, self.director["id"], security, self.holder("it-head")],
                agenda=[{"topic": "security", "raised_by": security}],
                inputs=["incident_log", "audit_results"],
                reports=listed,
                decisions=decisions,
                actions=[
                    {"owner": security, "due": (day + days(45)).isoformat(), "text": "Report open findings"}
                ],
                challenges=1 if day.year == 2023 else 0,
                allocations=(
                    [{"hours": 160, "purpose": "patching and access reviews"}] if day.month in (6, 12) else []
                ),
            )

    def _communicate(self) -> None:
        """Messages by the heads on the intranet, machine-made tips by mail, and nothing of their own from August on."""
        authors = [self.holder(role) for role, _ in HEADS]
        day, number = date(2023, 5, 9), 0
        while day < AS_OF:
            silent = date(2025, 8, 20) < day < date(2025, 12, 10)
            if not silent:
                author = authors[number % len(authors)]
                digest = "message-{:02d}".format(number)
                self.add("communication", day, author=author, channel="intranet", digest=digest)
            tip = "tip-{}".format(number % 4)
            self.add("communication", day + days(9), channel="email", automated=True, digest=tip)
            number += 1
            day += days(self.chance.randint(52, 74))

    # What somebody else looked at.

    def interview(self) -> None:
        """Twenty-two people drawn by the seed; one of them could not say what their duties were."""
        seed = "2026Q1"
        drawn = sorted(
            (row["id"] for row in self.current()),
            key=lambda person: hashlib.sha256((seed + "\n" + person).encode("utf-8")).hexdigest(),
        )[:22]
        asker = self.holder("hr-head")
        for number, person in enumerate(drawn):
            self.add(
                "interview",
                date(2026, 3, 2) + days(number // 2),
                check="RC1",
                person=person,
                asked_by=asker if person != asker else self.director["id"],
                result="fail" if number == 13 else "pass",
                sample_seed=seed,
            )

    def spoil_a_few(self) -> None:
        """Flaws such as every export has: each is flagged, ignored, and changes no verdict."""
        employees = [row for row in self.current() if row["engagement"] == "employee"]
        completions = [row for row in self.evidence if row["type"] == "training_completion"]
        twice = completions[17]
        twice["sha256"] = hashlib.sha256(b"certificate 17").hexdigest()
        copied = {name: value for name, value in twice.items() if name not in ("id", "type", "occurred_at")}
        self.add("training_completion", twice["occurred_at"], **copied)
        withdrawn = self.add(
            "acknowledgement",
            "2025-11-04",
            person=employees[30]["id"],
            subject="handbook",
            document="handbook",
            document_version="2",
            method="email",
        )
        withdrawn["revoked_at"] = "2026-01-07"
        self._train(employees[31], "m-basics", date(2026, 12, 3))
        asserted = self.add("nda", "2025-09-15", person=employees[32]["id"], references_security_policy=True)
        asserted["attestation"] = "asserted"
        leaver = next(row for row in self.people if row is not self.former_chief and row.get("end"))
        self._train(leaver, "m-basics", self.last_day(leaver) + days(12))
        early = self.started(employees[60]) - days(212)
        self.add("contract", early, person=employees[60]["id"], clauses=["confidentiality"])

    # The whole.

    def facts(self) -> Row:
        for grow in (
            self.hire_everybody, self.send_on_leave, self.move_people, self.sign_papers, self.acknowledge_handbook,
            self.brief_everybody, self.train_everybody, self.appraise_everybody, self.lead, self.interview,
            self.spoil_a_few,
        ):  # fmt: skip
            grow()
        security, director = self.holder("security-head"), self.director["id"]
        return {
            "format": "assay.facts/1",
            "as_of": AS_OF.isoformat(),
            "organization": {
                "id": "org",
                "name": "Lindenhof Instruments",
                "time_zone": "Europe/Paris",
                "isms_start": ISMS_START.isoformat(),
                "primary_channel": "intranet",
                "headcount_declared": 150,
            },
            "collected": [
                "*",
                {"type": "training_completion", "from": NEW_LEARNING_PLATFORM.isoformat(), "complete": True},
            ],
            "roles": [_role(*role) for role in ROLES],
            "people": self.people,
            "documents": _documents(),
            "training_modules": [
                {"id": name, "basic": basic, "topics": list(taught)} for name, basic, taught in MODULES
            ],
            "evidence": self.evidence,
            "exceptions": [
                {
                    "id": "waiver-1",
                    "item": "I10",
                    "levels": ["minimum", "full"],
                    "approved_on": "2026-02-10",
                    "expires_on": "2026-06-30",
                    "approved_by": director,
                    "requested_by": self.holder("hr-head"),
                    "rationale": "The new ticket form that asks IT for the review goes live in June",
                    "compensating": ["IT reconciles all access rights with the roles on file every month"],
                }
            ],
            "soa": [
                {
                    "control": "A.5.4",
                    "applicable": True,
                    "justification": "Everybody here works under somebody",
                    "approved_by": self.former_chief["id"],
                    "approved_on": "2025-03-18",
                    "implementation": "partial",
                },
                {
                    "control": "A.8.30",
                    "applicable": False,
                    "justification": "No development is outsourced",
                    "approved_by": self.former_chief["id"],
                    "approved_on": "2025-03-18",
                },
            ],
        }


def _role(role_id: str, title: str, department: str, level: str, topics: Tuple[str, ...]) -> Row:
    return {
        "id": role_id,
        "title": title,
        "department": department,
        "management_level": level,
        "top_executive": role_id == "chief",
        "required_topics": ["awareness"] + list(topics),
    }


def _documents() -> List[Row]:
    steps = ["verbal_warning", "written_warning", "final_warning", "termination"]
    procedure = {"covers_security": True, "steps": steps}
    versions = []
    for version, effective, words, has_procedure in (
        ("1", "2021-06-01", 4100, False),
        ("2", "2024-02-01", 5000, True),
        ("3", HANDBOOK_3.isoformat(), 5200, True),
    ):
        row: Row = {"version": version, "effective_from": effective, "material": True, "word_count": words}
        row["security_misconduct_clause"] = True
        row["disciplinary_procedure"] = procedure if has_procedure else None
        versions.append(row)
    return [
        {"id": "handbook", "kind": "handbook", "versions": versions},
        {
            "id": "policy",
            "kind": "security_policy",
            "versions": [
                {"version": "5", "effective_from": "2025-11-20", "material": True, "word_count": 3200}
            ],
        },
    ]


def text(facts: Row) -> str:
    """JSON with one record a line, so that a difference between two versions reads well."""
    lines = []
    for name, value in facts.items():
        if isinstance(value, list):
            rows = ",\n".join("    " + json.dumps(row) for row in value)
            lines.append("  {}: [\n{}\n  ]".format(json.dumps(name), rows))
        else:
            lines.append("  {}: {}".format(json.dumps(name), json.dumps(value)))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main(arguments: Sequence[str]) -> int:
    made = text(Organisation().facts())
    if "--print" in arguments:
        sys.stdout.write(made)
    else:
        (Path(__file__).resolve().parent / "facts.json").write_bytes(made.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
