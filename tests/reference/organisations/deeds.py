"""Evidence: what people signed, attended, learned and decided, well or badly in every way the rules know."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, List, Optional

from a54.dates import add_months, parse_zone

from .dice import Dice, Row, day_or_none

QUALITY = (
    100,
    100,
    100,
    96,
    85,
    50,
    10,
)  # Chances in per cent that one duty of one person was done properly.


class Recorder:
    """Collects the evidence of one organisation; each method adds the records of one kind of duty."""

    def __init__(
        self, dice: Dice, roles: List[Row], people: List[Row], documents: List[Row], modules: List[Row]
    ) -> None:
        self.dice = dice
        self.roles = roles
        self.people = people
        self.documents = documents
        self.modules = modules
        self.evidence: List[Row] = []
        self.ids: List[str] = [row["id"] for row in people]
        self.managers = self._ranked(("line_manager", "department_head", "top"))
        self.heads = self._ranked(("department_head", "top"))
        self.top = self._ranked(("top",))

    def record_everything(self) -> List[Row]:
        if self.people:
            for each in (self.duties, self.job_descriptions, self.contracts, self.handbook_acks, self.clicks):
                each()
            for each in (self.training, self.appraisals, self.role_changes, self.interviews):
                each()
            for each in (self.commitment, self.briefings, self.reviews, self.communications, self.reality):
                each()
        return self.evidence

    # Choices.

    def _ranked(self, levels: Any) -> List[str]:
        """People who now hold a role of these levels, as far as a glance tells; never an empty list."""
        level_of = {role["id"]: role["management_level"] for role in self.roles}
        found = [
            p["id"]
            for p in self.people
            if p["assignments"] and level_of[p["assignments"][-1]["role"]] in levels
        ]
        return found or self.ids[:1]

    def quality(self) -> int:
        return self.dice.pick(QUALITY)

    def someone(self, preferred: List[str], pct: float = 88) -> str:
        return self.dice.pick(preferred if self.dice.chance(pct) else self.ids)

    def one_role(self, person: Row) -> str:
        """Mostly the role held last, else an earlier one, else any."""
        held = [entry["role"] for entry in person["assignments"]]
        if held and self.dice.chance(90):
            return str(held[-1])
        return (
            str(self.dice.pick(held))
            if held and self.dice.chance(70)
            else str(self.dice.pick(self.roles)["id"])
        )

    def day_since(self, person: Row) -> date:
        """Some day of the person's time here, sometimes about its ends or before."""
        start = date.fromisoformat(person["start"])
        if self.dice.chance(8):
            return start - timedelta(days=self.dice.pick((1, 179, 180, 180, 181, 400)))
        if person["end"] is not None and self.dice.chance(30):
            return date.fromisoformat(person["end"]) + timedelta(days=self.dice.number(-1, 1))
        span = max((self.dice.as_of - start).days, 0)
        return start + timedelta(days=self.dice.pick((0, 1, span, self.dice.number(0, span))))

    def add(self, record_type: str, day: date, stamp: Optional[str] = None, **fields: Any) -> Row:
        row: Row = {
            "id": self.dice.new_id("e"),
            "type": record_type,
            "occurred_at": stamp or self.dice.stamp(day),
            "attestation": self.dice.pick(("documented", "documented", "observed", "tested")),
            "source": "export",
        }
        row.update(fields)
        self.evidence.append(row)
        return row

    # Person by person.

    def viewed(self) -> Optional[int]:
        return None if self.dice.chance(25) else self.dice.pick((0, 4, 5, 6, 59, 60, 299, 300, 900, 900, 900))

    def acknowledge(self, person: Row, day: date, good: bool, **fields: Any) -> Row:
        method = self.dice.pick(("email", "signed_mou", "click"))
        viewed: Optional[int] = 1500 if good or method != "click" else self.viewed()
        words = self.dice.pick((None, None, 0, 40, 51, 600, 3000))
        return self.add(
            "acknowledgement",
            day,
            person=person["id"],
            method=method,
            viewed_seconds=viewed,
            word_count=words,
            **fields,
        )

    def duties(self) -> None:
        quality = self.quality()
        for person in self.people:
            good = self.dice.chance(quality)
            role: Optional[str] = (
                person["assignments"][-1]["role"] if good and person["assignments"] else None
            )
            if not good:
                if self.dice.chance(25):
                    continue
                role = None if self.dice.chance(15) else self.one_role(person)
            self.acknowledge(person, self.day_since(person), good, subject="security_duties", role=role)

    def job_descriptions(self) -> None:
        quality = self.quality()
        templates = self.dice.pick((1, 2, 20))
        for person in self.people:
            for _ in range(2 if self.dice.chance(10) else 1):
                good = self.dice.chance(quality)
                if not good and self.dice.chance(25):
                    continue
                role: Optional[str] = person["assignments"][-1]["role"] if person["assignments"] else None
                if not good:
                    role = None if self.dice.chance(20) else self.one_role(person)
                duties = ["data_handling", "incident_reporting"]
                self.add(
                    "job_description",
                    self.day_since(person),
                    person=person["id"],
                    role=role,
                    security_section=good or self.dice.chance(80),
                    duties=duties if good or self.dice.chance(70) else self.dice.some(duties, 0, 1),
                    filed_in_hr=good or self.dice.chance(80),
                    opened_by_person=self.dice.pick((None, True, False)),
                    template_digest=(
                        None if self.dice.chance(12) else "t{}".format(self.dice.number(1, templates))
                    ),
                )

    def contracts(self) -> None:
        quality = self.quality()
        leaning = self.dice.pick((0, 50, 100))
        for person in self.people:
            good = self.dice.chance(quality)
            expires = (
                None
                if self.dice.chance(70)
                else self.dice.ago(-self.dice.pick((0, 0, 1, 300) if good else (-1, 0, 1)))
            )
            if self.dice.chance(leaning):
                self.add(
                    "nda",
                    self.day_since(person),
                    person=person["id"],
                    references_security_policy=good or self.dice.chance(60),
                    expires=day_or_none(expires),
                )
            if self.dice.chance(100 if good else 70):
                clauses: Optional[List[str]] = ["confidentiality", "isms_adherence"]
                if not good:
                    clauses = None if self.dice.chance(25) else self.dice.some(clauses or [], 0, 2)
                self.add(
                    "contract",
                    self.day_since(person),
                    person=person["id"],
                    clauses=clauses,
                    expires=day_or_none(expires),
                )

    def handbook_acks(self) -> None:
        handbooks = [row for row in self.documents if row["kind"] == "handbook"]
        quality = self.quality()
        today = self.dice.as_of.isoformat()
        for person in self.people:
            good = self.dice.chance(quality)
            if not handbooks or (not good and self.dice.chance(25)):
                continue
            document = self.dice.pick(self.documents if self.dice.chance(3) else handbooks)
            in_force = [row for row in document["versions"] if row["effective_from"] <= today]
            version = in_force[-1] if good and in_force else self.dice.pick(document["versions"])
            self.acknowledge(
                person,
                self.day_since(person) if self.dice.chance(30) else self.dice.any_day(),
                good,
                subject="handbook",
                document=None if self.dice.chance(2) else document["id"],
                document_version=version["version"],
            )
        for person in self.dice.some(self.people, 0, 2):
            policy = next(row for row in self.documents if row["kind"] == "security_policy")
            self.acknowledge(
                person,
                self.dice.any_day(),
                False,
                subject="policy",
                document=policy["id"],
                document_version="1",
            )

    def clicks(self) -> None:
        """Many people at one instant, and many documents by one person within about two minutes."""
        if self.dice.chance(20):
            moment = self._moment()
            size = self.dice.pick((4, 5, 5, 6))
            for person in self.dice.some(self.people, size, size):
                self._click(person, moment, {"subject": "security_duties", "role": self.one_role(person)})
        if self.dice.chance(20):
            person = self.dice.pick(self.people)
            moment = self._moment()
            steps = self.dice.pick(
                ((0, 60, 120), (0, 60, 121), (0, 10, 20, 130), (0, 0, 0), (0, 119, 121, 240))
            )
            for position, step in enumerate(steps):
                document = (
                    self.dice.pick(self.documents)
                    if self.dice.chance(20)
                    else self.documents[position % len(self.documents)]
                )
                version = self.dice.pick(document["versions"])["version"]
                subject = "handbook" if document["kind"] == "handbook" else "policy"
                fields = {"subject": subject, "document": document["id"], "document_version": version}
                self._click(person, moment + timedelta(seconds=step), fields)

    def _moment(self) -> datetime:
        day, clock = self.dice.fresh_day(), self.dice.pick((time(9, 0), time(23, 59, 0), time(0, 0, 30)))
        return datetime.combine(day, clock).replace(tzinfo=parse_zone(self.dice.zone))

    def _click(self, person: Row, moment: datetime, fields: Row) -> None:
        self.add(
            "acknowledgement",
            moment.date(),
            stamp=self.dice.written(moment),
            person=person["id"],
            method="click",
            viewed_seconds=self.dice.pick((None, None, 900, 2)),
            word_count=self.dice.pick((None, 40)),
            **fields,
        )

    def training(self) -> None:
        basics, special = self.quality(), self.quality()
        topics_of = {role["id"]: role["required_topics"] for role in self.roles}
        for person in self.people:
            for module in self.modules:
                roles = [entry["role"] for entry in person["assignments"]]
                needed = any(topic in topics_of[role] for role in roles for topic in module["topics"])
                good = self.dice.chance(basics if module["basic"] else special if needed else 10)
                if not good and self.dice.chance(60):
                    continue
                self.add(
                    "training_completion",
                    self.dice.fresh_day() if good else self.dice.any_day(),
                    person=person["id"],
                    module=module["id"],
                    passed=good or self.dice.chance(60),
                    score_pct=None if self.dice.chance(40) else self.dice.number(0, 100),
                )

    def appraisals(self) -> None:
        quality = self.quality()
        for person in self.people:
            good = self.dice.chance(quality)
            if not good and self.dice.chance(30):
                continue
            others = [other for other in self.managers if other != person["id"]] or self.ids
            self.add(
                "appraisal",
                self.dice.fresh_day() if good else self.dice.any_day(),
                person=person["id"],
                by=(
                    self.dice.pick(others)
                    if good or self.dice.chance(60)
                    else self.dice.pick(self.ids + [person["id"]])
                ),
                security_section=good or self.dice.chance(80),
                training_reviewed=good or self.dice.chance(80),
            )

    def role_changes(self) -> None:
        access, checklist = self.quality(), self.quality()
        for person in self.people:
            for entry in person["assignments"][1:]:
                moved = date.fromisoformat(entry["from"])
                if self.dice.chance(max(access, 15)):
                    self._access_review(person, entry, moved, self.dice.chance(access))
                if self.dice.chance(max(checklist, 15)):
                    self._checklist(person, entry, moved, self.dice.chance(checklist))

    def _access_review(self, person: Row, entry: Row, moved: date, good: bool) -> None:
        offset = self.dice.pick((-30, -1, 0, 3, 7, 8, 90) if good else (-31, -30, 5))
        self.add(
            "access_review",
            moved + timedelta(days=offset),
            person=person["id"],
            to_role=entry["role"] if good or self.dice.chance(75) else self.dice.pick(self.roles)["id"],
            from_function="hr",
            to_function="it",
            completed=good or self.dice.chance(60),
        )

    def _checklist(self, person: Row, entry: Row, moved: date, good: bool) -> None:
        offset = self.dice.pick((-30, -1, 0, 3, 13, 14) if good else (-31, -30, 14, 15, 40))
        others = [other for other in self.managers if other != person["id"]] or self.ids
        self.add(
            "role_change_checklist",
            moved + timedelta(days=offset),
            person=person["id"],
            to_role=entry["role"] if good or self.dice.chance(75) else self.dice.pick(self.roles)["id"],
            signed_by=self.dice.pick(others) if good or self.dice.chance(60) else self.dice.pick(self.ids),
            access_updated=good or self.dice.chance(80),
            duties_explained=good or self.dice.chance(80),
        )

    def interviews(self) -> None:
        for check in ("RC1", "RC5", "RC7"):
            if self.dice.chance(70):
                continue
            failing = self.dice.pick((0, 0, 0, 5, 12, 60))
            everybody = self.dice.chance(65)
            for person in self.people:
                if not everybody and self.dice.chance(40):
                    continue
                askers = [other for other in self.ids if other != person["id"]]
                for _ in range(2 if self.dice.chance(15) else 1):
                    self.add(
                        "interview",
                        self.dice.fresh_day() if self.dice.chance(95) else self.dice.any_day(),
                        person=person["id"],
                        check=check,
                        asked_by=self.dice.pick(askers if askers and self.dice.chance(96) else self.ids),
                        result="fail" if self.dice.chance(failing) else "pass",
                        sample_seed=self.dice.pick(("2026Q1", "x")),
                    )

    # For the organisation.

    def commitment(self) -> None:
        statements = ["security_priority", "compliance_mandatory"]
        good = self.dice.chance(60)
        for _ in range(self.dice.number(1 if good else 0, 2)):
            self.add(
                "announcement",
                self.dice.fresh_day() if good else self.dice.any_day(),
                author=self.someone(self.ids[:1], 95 if good else 70),
                audience="all_staff",
                channel="email",
                statements=statements if good or self.dice.chance(75) else self.dice.some(statements, 0, 1),
                automated=not good and self.dice.chance(15),
            )
        good = self.dice.chance(60)
        for _ in range(self.dice.number(1 if good else 0, 2)):
            begins = self.dice.border_day()
            ends = (
                None if good or self.dice.chance(60) else max(begins, self.dice.ago(self.dice.number(-1, 1)))
            )
            self.add(
                "commitment_statement",
                self.dice.fresh_day() if good else self.dice.any_day(),
                signed_by=self.someone(self.ids[:1], 95 if good else 70),
                publications=(
                    []
                    if not good and self.dice.chance(15)
                    else [{"place": "intranet", "from": begins.isoformat(), "to": day_or_none(ends)}]
                ),
            )
        if self.dice.chance(60):
            document = self.dice.pick(self.documents)
            self.add(
                "policy_approval",
                self.dice.any_day(),
                author=self.someone(self.ids[:1], 75),
                document=document["id"],
                document_version=self.dice.pick(document["versions"])["version"],
                viewed_seconds=self.dice.pick((None, 3, 4, 5, 59, 60, 299, 300, 1000)),
            )

    def briefings(self) -> None:
        quality = self.quality()
        for _ in range(self.dice.pick((0, 1, 1, 1, 2, 3))):
            sound = self.dice.chance(80)
            duration = self.dice.pick((1800, 1800, 1800, 100, 7, 0))
            day = self.dice.fresh_day() if sound else self.dice.any_day()
            attending = [person for person in self.ids if self.dice.chance(quality)]
            watching = [person for person in self.ids if person not in attending or self.dice.chance(5)]
            exact = -(-duration * 80 // 100)
            topics = ["consequences", "rationale"]
            self.add(
                "briefing",
                day,
                led_by=self.someone(self.managers, 97 if sound else 75),
                format=self.dice.pick(
                    ("in_person", "live_remote") if sound else ("in_person", "live_remote", "recorded")
                ),
                mandatory=sound or self.dice.chance(75),
                topics=topics if sound or self.dice.chance(75) else self.dice.some(topics, 0, 1),
                proof=(
                    ["recording"]
                    if sound or self.dice.chance(60)
                    else self.dice.some(("recording", "photo", "sign_in_sheet"), 0, 2)
                ),
                duration_seconds=duration,
                attendees=attending,
                viewings=[
                    {
                        "person": person,
                        "at": self.dice.stamp(
                            self.dice.fresh_day() if self.dice.chance(85) else self.dice.any_day()
                        ),
                        "watched_seconds": max(
                            0, self.dice.pick((exact, exact, duration, exact - 1, exact // 2))
                        ),
                    }
                    for person in watching
                    if self.dice.chance(75)
                ],
            )

    def series(self, good: bool) -> List[date]:
        """Days about a quarter apart, back from the day of judgement for somewhat more than a year."""
        days, age = [], self.dice.pick((0, 10, 60, 91, 92, 93) if not good else (0, 20, 60, 91, 92))
        while age < 480:
            days.append(self.dice.ago(age))
            age += self.dice.pick((60, 90, 91, 92) if good else (60, 90, 91, 92, 92, 93, 120))
        return days

    def reviews(self) -> None:
        budgets = self._budgets()
        reports = self._incident_reports()
        quality, good = self.quality(), self.dice.chance(65)
        days = (
            self.series(good)
            if self.dice.chance(75)
            else [self.dice.any_day() for _ in range(self.dice.number(0, 3))]
        )
        for day in days:
            self._minutes(day, self.dice.chance(quality), budgets, reports)

    def _budgets(self) -> List[str]:
        rows = []
        for _ in range(self.dice.pick((0, 1, 1, 1, 2))):
            good = self.dice.chance(70)
            first = self.dice.ago(self.dice.pick((0, 1, 100, 300)) if good else self.dice.pick((-1, 0, 400)))
            last = (
                first + timedelta(days=364)
                if self.dice.chance(70)
                else self.dice.ago(self.dice.number(-1, 1))
            )
            amounts: List[Any] = [1000, "0.01", 12.5] if good else [0, "0.00", 1000, -5]
            categories = ["tools", "training", "external_audit"]
            lines = [
                {
                    "category": category,
                    "amount": self.dice.pick(amounts),
                    "currency": self.dice.pick(("EUR", "USD")),
                }
                for category in (categories if good else self.dice.some(categories, 1, 3))
            ]
            if self.dice.chance(20):
                lines.append({"category": "tools", "amount": self.dice.pick((-1000, 5)), "currency": "EUR"})
            rows.append(
                self.add(
                    "budget",
                    self.dice.any_day(),
                    period_from=first.isoformat(),
                    period_to=max(first, last).isoformat(),
                    signed_by=None if self.dice.chance(20) else self.dice.pick(self.ids),
                    lines=lines,
                )
            )
        if self.dice.chance(30):
            self.add(
                "invoice",
                self.dice.any_day(),
                category="security_tools",
                amount=self.dice.pick((10, "3100.50")),
                currency="EUR",
                supplier=self.dice.pick((None, "s1")),
            )
        return [row["id"] for row in rows]

    def _incident_reports(self) -> List[Row]:
        rows = []
        for _ in range(self.dice.pick((0, 1, 1, 2))):
            day = self.dice.fresh_day()
            last = day - timedelta(days=self.dice.pick((0, 0, 1, 10, -1)))
            first = last - timedelta(days=self.dice.pick((359, 359, 358, 364, 364)))
            rows.append(
                self.add(
                    "incident_report",
                    day,
                    period_from=first.isoformat(),
                    period_to=last.isoformat(),
                    signed_off_by=self.someone(self.heads),
                    incident_count=self.dice.number(0, 4),
                )
            )
        return rows

    def _minutes(self, day: date, good: bool, budgets: List[str], reports: List[Row]) -> None:
        dice = self.dice
        attendees = dice.some(self.ids, 0 if not good else 2, 4)
        signers = [row["signed_off_by"] for row in reports]
        wanted = [self.dice.pick(self.managers)] + self.top[:1] + signers if good or dice.chance(50) else []
        attendees += [person for person in dict.fromkeys(wanted) if person not in attendees]
        decisions: List[Row] = []
        if dice.chance(50):
            decisions.append({"kind": "resource_change", "text": "more time"})
        if dice.chance(45):
            decisions.append(
                {
                    "kind": "budget_approved",
                    "ref": dice.pick(budgets) if budgets and dice.chance(85) else None,
                    "text": "approved",
                }
            )
        inputs = ["incident_log", "audit_results"]
        self.add(
            "minutes",
            day,
            kind="management_review" if good or dice.chance(80) else dice.pick(("board", "management")),
            status="approved" if good or dice.chance(80) else "draft",
            automated=not good and dice.chance(25),
            attendees=attendees,
            agenda=[{"topic": "security", "raised_by": self.someone(self.heads)}] if dice.chance(50) else [],
            inputs=inputs if good else dice.some(inputs, 0, 2),
            reports=[row["id"] for row in reports if dice.chance(70)],
            decisions=decisions,
            actions=(
                [{"owner": dice.pick(self.ids), "due": dice.ago(-30).isoformat(), "text": "close findings"}]
                if dice.chance(60 if good else 30) or (good and not decisions)
                else []
            ),
            challenges=dice.pick((0, 0, 1, 2)),
            allocations=[{"hours": dice.pick((0, 1, 8)), "purpose": "patching"}] if dice.chance(30) else [],
        )

    def communications(self) -> None:
        good = self.dice.chance(60)
        machines = self.dice.chance(12)
        days = self.series(good) if self.dice.chance(80) else []
        days += [self.dice.any_day() for _ in range(self.dice.number(0, 4))]
        days += [self.dice.fresh_day() for _ in range(self.dice.number(0, 5))] if good else []
        for day in days:
            self.add(
                "communication",
                day,
                author=(
                    None
                    if machines and self.dice.chance(50)
                    else self.someone(self.heads, 94 if good else 60)
                ),
                channel="chat" if self.dice.chance(97 if good else 80) else "newsletter",
                automated=machines or self.dice.chance(1 if good else 6),
                digest=None if self.dice.chance(8) else "d{}".format(self.dice.number(1, 60 if good else 7)),
            )

    def reality(self) -> None:
        """What only the reality checks look at."""
        for _ in range(self.dice.pick((0, 0, 1))):
            day = self.dice.year_border(24) if self.dice.chance(50) else self.dice.any_day()
            self.add(
                "disciplinary_case", day, breach_class="minor", outcome="verbal_warning", anonymised=True
            )
        if self.dice.chance(15):
            day = self.dice.any_day()
            self.add(
                "no_cases_attestation",
                day,
                author=self.dice.pick(self.ids),
                period_from=add_months(day, -12).isoformat(),
                period_to=day.isoformat(),
            )
        if self.dice.chance(15):
            self.add(
                "audit_result",
                self.dice.any_day(),
                audit_id="a1",
                scope="A.5.4",
                grade="pass",
                findings=[{"severity": "minor", "status": "open"}],
            )
