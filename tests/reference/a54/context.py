"""One assessment in progress: the facts after hygiene, the day, the parameters, and who was who on which day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Dict, Iterable, List, Optional, Sequence, Tuple, Union

from .dates import covers, days_between, earliest_fresh, is_fresh
from .feeds import Feeds
from .hygiene import Flag, split_by_hygiene
from .logic import MISSING, Missing, Truth
from .parameters import Parameters
from .records import LEVELS, Assignment, Evidence, Facts, Person, Role


class Context:
    def __init__(self, facts: Facts, parameters: Parameters, as_of: date) -> None:
        self.facts = facts
        self.parameters = parameters
        self.as_of = as_of
        # What was collected is decided before hygiene: even a rejected record proves that its feed is connected.
        self.feeds = Feeds(
            facts.collected,
            [record.type for record in facts.evidence],
            [document.kind for document in facts.documents.values()],
            as_of,
        )
        self.admitted, self.flags = split_by_hygiene(facts, parameters, as_of)
        self._by_type: Dict[str, List[Evidence]] = {}
        for record in self.admitted:
            self._by_type.setdefault(record.type, []).append(record)
        self.population: List[Person] = [person for person in self.everybody() if self.in_population(person)]
        self.flags = self.flags + self._headcount_flag()
        self.fresh_since = earliest_fresh(as_of, parameters.annual_months, parameters.annual_tolerance_days)

    def _headcount_flag(self) -> List[Flag]:
        declared = self.facts.headcount_declared
        return [] if declared is None or declared == len(self.population) else [("headcount_mismatch", None)]

    def everybody(self) -> List[Person]:
        return sorted(self.facts.people.values(), key=lambda person: person.id)

    # Time.

    def is_fresh(self, day: date) -> bool:
        return is_fresh(day, self.as_of, self.parameters.annual_months, self.parameters.annual_tolerance_days)

    def age_days(self, day: date) -> int:
        return days_between(day, self.as_of)

    # Evidence.

    def records(
        self, record_type: str, first: date = date.min, last: date = date.max
    ) -> List[Union[Evidence, Missing]]:
        """The admitted records dated within these days, then MISSING if another one may exist."""
        found: List[Union[Evidence, Missing]] = [
            record for record in self._by_type.get(record_type, []) if first <= record.date <= last
        ]
        if self.feeds.records_may_be_missing(record_type, first, last):
            found.append(MISSING)
        return found

    def fresh_records(self, record_type: str) -> List[Union[Evidence, Missing]]:
        return self.records(record_type, self.fresh_since, self.as_of)

    def records_of(
        self, person: Person, record_type: str, first: date = date.min, last: date = date.max
    ) -> List[Union[Evidence, Missing]]:
        """The same for one person. A record that hygiene would reject anyway cannot be missed."""
        first = max(first, person.start - timedelta(days=self.parameters.pre_start_window_days))
        last = last if person.end is None else min(last, person.end)
        return [
            record
            for record in self.records(record_type, first, last)
            if isinstance(record, Missing) or record.person == person.id
        ]

    def find(self, record_id: str) -> Optional[Evidence]:
        return next((record for record in self.admitted if record.id == record_id), None)

    def was_handed_in(self, record_id: str) -> bool:
        return any(record.id == record_id for record in self.facts.evidence)

    # People and the offices they hold.

    def is_active(self, person_id: Optional[str], day: date) -> bool:
        person = self.facts.people.get(person_id) if person_id is not None else None
        return person is not None and covers(person.start, person.end, day)

    def assignment_on(self, person: Person, day: date) -> Optional[Assignment]:
        current = [entry for entry in person.assignments if covers(entry.first, entry.last, day)]
        return latest_assignment(current)

    def previous_assignment(self, person: Person, assignment: Assignment) -> Optional[Assignment]:
        return latest_assignment([entry for entry in person.assignments if entry.first < assignment.first])

    def current_assignment(self, person: Person) -> Optional[Assignment]:
        return self.assignment_on(person, self.as_of)

    def role_on(self, person_id: Optional[str], day: date) -> Optional[Role]:
        """The role of somebody who works here on that day; none for anybody else."""
        if person_id is None or not self.is_active(person_id, day):
            return None
        assignment = self.assignment_on(self.facts.people[person_id], day)
        return None if assignment is None else self.facts.roles[assignment.role]

    def _ranks(self, person_id: Optional[str], day: date, least: str) -> bool:
        role = self.role_on(person_id, day)
        return role is not None and LEVELS.index(role.management_level) >= LEVELS.index(least)

    def is_manager(self, person_id: Optional[str], day: date) -> bool:
        return self._ranks(person_id, day, "line_manager")

    def is_head(self, person_id: Optional[str], day: date) -> bool:
        return self._ranks(person_id, day, "department_head")

    def is_top(self, person_id: Optional[str], day: date) -> bool:
        return self._ranks(person_id, day, "top")

    def is_top_executive(self, person_id: Optional[str], day: date) -> Truth:
        role = self.role_on(person_id, day)
        return False if role is None else role.top_executive

    def any_manager(self, people: Iterable[str], day: date) -> bool:
        return any(self.is_manager(person_id, day) for person_id in people)

    # Populations.

    def in_population(self, person: Person) -> bool:
        return person.in_scope and covers(person.start, person.end, self.as_of)

    def is_excused(self, person: Person) -> bool:
        """On a long leave now, or back from one for no more than the grace."""
        return any(self._excuses(leave.first, leave.last) for leave in person.leaves)

    def _excuses(self, first: date, last: Optional[date]) -> bool:
        if first > self.as_of:
            return False
        if last is None:
            return True
        is_long = days_between(first, last) + 1 >= self.parameters.long_leave_min_days
        return is_long and days_between(last, self.as_of) <= self.parameters.return_grace_days

    def due_for_standing_duties(self) -> List[Person]:
        return [
            person
            for person in self.population
            if self.age_days(person.start) >= self.parameters.commencement_due_day
        ]

    def due_for_recurring_duties(self, engagements: Sequence[str]) -> List[Person]:
        return [
            person
            for person in self.population
            if person.engagement in engagements
            and self.age_days(person.start) > self.parameters.onboarding_grace_days
            and not self.is_excused(person)
        ]


def latest_assignment(assignments: Iterable[Assignment]) -> Optional[Assignment]:
    """The one that began last; of several that began on one day, the greatest role id."""
    ranked: List[Tuple[date, str, Assignment]] = [(entry.first, entry.role, entry) for entry in assignments]
    return max(ranked, key=lambda entry: entry[:2])[2] if ranked else None
