"""The items that are decided person by person or move by move: I01, I02, I04, I09, I10."""

from __future__ import annotations

from datetime import date, timedelta
from typing import List, Optional, Sequence, Tuple, Union

from .clicks import is_hollow
from .context import Context
from .dates import covers, parse_when
from .logic import Missing, Outcome, Truth, all_parts, both, covered, covered_open, either, exists, negate
from .records import Assignment, Evidence, Person

Levels = Tuple[Outcome, Outcome]


# I01: duties are defined and confirmed.


def i01(ctx: Context) -> Levels:
    due = ctx.due_for_standing_duties()
    pct = ctx.parameters.duties_coverage_pct
    minimum = covered([(person.id, _duties_confirmed(ctx, person)) for person in due], pct)
    full = covered([(person.id, _duties_confirmed_and_described(ctx, person)) for person in due], pct)
    return minimum, full


def _accepted_roles(ctx: Context, person: Person) -> Optional[List[str]]:
    """The role held now, and for a while after a move the one before; None without a role on record."""
    current = ctx.current_assignment(person)
    if current is None:
        return None
    roles = [current.role]
    previous = ctx.previous_assignment(person, current)
    if previous is not None and ctx.age_days(current.first) <= ctx.parameters.role_change_ack_grace_days:
        roles.append(previous.role)
    return roles


def _names_role(record: Evidence, roles: Sequence[str]) -> Truth:
    """A record that does not say for which role it was made may have been made for any."""
    role = record.get("role")
    return None if role is None else role in roles


def _duties_confirmed(ctx: Context, person: Person) -> Truth:
    roles = _accepted_roles(ctx, person)
    if roles is None:
        return None

    def confirms(ack: Evidence) -> Truth:
        about_duties = ack.get("subject") == "security_duties"
        return both(about_duties, _names_role(ack, roles), negate(is_hollow(ctx, ack)))

    return exists(ctx.records_of(person, "acknowledgement"), confirms)


def _duties_confirmed_and_described(ctx: Context, person: Person) -> Truth:
    confirmed = _duties_confirmed(ctx, person)
    if person.engagement not in ctx.parameters.jd_engagements:
        return confirmed
    roles = _accepted_roles(ctx, person)
    if roles is None:
        return None

    def describes(job: Evidence) -> Truth:
        duties = job.listed("duties")
        complete = "data_handling" in duties and "incident_reporting" in duties
        return both(
            job.flag("security_section"), complete, job.flag("filed_in_hr"), _names_role(job, roles)
        )

    return both(confirmed, exists(ctx.records_of(person, "job_description"), describes))


# I02: contracts bind people to the rules.


def i02(ctx: Context) -> Levels:
    due = ctx.due_for_standing_duties()
    pct = ctx.parameters.contract_coverage_pct
    minimum = covered([(person.id, either(_has_nda(ctx, person), _has_contract(ctx, person))) for person in due], pct)
    full = covered([(person.id, _has_contract(ctx, person)) for person in due], pct)
    return minimum, full


def _unexpired(ctx: Context, record: Evidence) -> bool:
    expires = record.day("expires")
    return expires is None or expires >= ctx.as_of


def _has_nda(ctx: Context, person: Person) -> Truth:
    return exists(
        ctx.records_of(person, "nda"), lambda nda: nda.flag("references_security_policy") and _unexpired(ctx, nda)
    )


def _has_contract(ctx: Context, person: Person) -> Truth:
    def binds(contract: Evidence) -> Truth:
        clauses = contract.get("clauses")
        named = None if clauses is None else "confidentiality" in clauses and "isms_adherence" in clauses
        return both(named, _unexpired(ctx, contract))

    return exists(ctx.records_of(person, "contract"), binds)


# I04: people were briefed by their managers.


def i04(ctx: Context) -> Levels:
    parameters = ctx.parameters
    due = ctx.due_for_recurring_duties(parameters.awareness_engagements)
    # An old briefing still counts at minimum through a fresh viewing, so its age does not limit the list.
    any_time = ctx.records("briefing")
    fresh = ctx.fresh_records("briefing")
    minimum = covered(
        [(p.id, exists(any_time, lambda b: _led_by_manager(ctx, b) and _reached(ctx, b, p))) for p in due],
        parameters.briefing_coverage_pct,
    )
    union = covered(
        [(p.id, exists(fresh, lambda b: _is_live_session(ctx, b) and _reached(ctx, b, p))) for p in due],
        parameters.briefing_coverage_pct,
    )
    attendance = covered(
        [(p.id, exists(fresh, lambda b: _is_live_session(ctx, b) and _attended(ctx, b, p))) for p in due],
        parameters.live_attendance_pct,
    )
    return minimum, all_parts(union, attendance)


def _led_by_manager(ctx: Context, briefing: Evidence) -> bool:
    return ctx.is_manager(briefing.get("led_by"), briefing.date)


def _is_live_session(ctx: Context, briefing: Evidence) -> bool:
    topics = briefing.listed("topics")
    return (
        _led_by_manager(ctx, briefing)
        and briefing.get("format") in ctx.parameters.live_formats
        and briefing.flag("mandatory")
        and "consequences" in topics
        and "rationale" in topics
        and len(briefing.listed("proof")) > 0
    )


def _reached(ctx: Context, briefing: Evidence, person: Person) -> bool:
    return _attended(ctx, briefing, person) or _viewed(ctx, briefing, person)


def _attended(ctx: Context, briefing: Evidence, person: Person) -> bool:
    lasted = (briefing.get("duration_seconds") or 0) > 0
    return lasted and person.id in briefing.listed("attendees") and ctx.is_fresh(briefing.date)


def _viewed(ctx: Context, briefing: Evidence, person: Person) -> bool:
    duration = briefing.get("duration_seconds") or 0
    if duration <= 0 or "recording" not in briefing.listed("proof"):
        return False
    return any(
        viewing["person"] == person.id
        and viewing["watched_seconds"] * 100 >= ctx.parameters.view_min_pct * duration
        and ctx.is_fresh(parse_when(viewing["at"], ctx.facts.zone).date)
        for viewing in briefing.listed("viewings")
    )


# I09: people are trained for what they do.


def i09(ctx: Context) -> Levels:
    parameters = ctx.parameters
    due = due_for_training(ctx)
    minimum = covered([(person.id, _passed_basics(ctx, person)) for person in due], parameters.training_pct)
    role_part = covered([(person.id, _knows_role(ctx, person)) for person in due], parameters.role_training_pct)
    appraised = covered(
        [(person.id, _is_appraised(ctx, person)) for person in _due_for_appraisal(ctx)], parameters.appraisal_pct
    )
    return minimum, all_parts(minimum, role_part, appraised)


def due_for_training(ctx: Context) -> List[Person]:
    return ctx.due_for_recurring_duties(ctx.parameters.awareness_engagements)


def fresh_passes(ctx: Context, person: Person) -> List[Union[Evidence, Missing]]:
    completions = ctx.records_of(person, "training_completion", ctx.fresh_since, ctx.as_of)
    return [entry for entry in completions if isinstance(entry, Missing) or entry.flag("passed")]


def _passed_basics(ctx: Context, person: Person) -> Truth:
    return exists(fresh_passes(ctx, person), lambda completion: ctx.facts.modules[completion.get("module")].basic)


def knows_topic(ctx: Context, person: Person, topic: str) -> Truth:
    return exists(
        fresh_passes(ctx, person), lambda completion: topic in ctx.facts.modules[completion.get("module")].topics
    )


def needed_topics(ctx: Context, person: Person) -> Optional[Tuple[str, ...]]:
    """The topics of the role held now, or for a while after a move of the one before; None without a role."""
    current = ctx.current_assignment(person)
    if current is None:
        return None
    previous = ctx.previous_assignment(person, current)
    if previous is not None and ctx.age_days(current.first) <= ctx.parameters.role_training_grace_days:
        current = previous
    return ctx.facts.roles[current.role].required_topics


def _knows_role(ctx: Context, person: Person) -> Truth:
    topics = needed_topics(ctx, person)
    return None if topics is None else both(*[knows_topic(ctx, person, topic) for topic in topics])


def _due_for_appraisal(ctx: Context) -> List[Person]:
    return [
        person
        for person in ctx.population
        if person.engagement in ctx.parameters.appraisal_engagements
        and person.manager is not None
        and person.start <= ctx.as_of
        and not ctx.is_fresh(person.start)
        and not ctx.is_excused(person)
    ]


def _is_appraised(ctx: Context, person: Person) -> Truth:
    def counts(appraisal: Evidence) -> Truth:
        appraiser = appraisal.get("by")
        return (
            appraiser != person.id
            and ctx.is_manager(appraiser, appraisal.date)
            and appraisal.flag("security_section")
            and appraisal.flag("training_reviewed")
        )

    return exists(ctx.records_of(person, "appraisal", ctx.fresh_since, ctx.as_of), counts)


# I10: changes of role are followed up.

Move = Tuple[Person, Assignment]


def i10(ctx: Context) -> Levels:
    parameters = ctx.parameters
    moves = _moves(ctx)
    count = covered_open if ctx.feeds.assignments_may_be_missing() else covered
    minimum = count(
        [
            (_label(move), either(_access_confirmed(ctx, move), _handed_over(ctx, move)))
            for move in _older_than(ctx, moves, parameters.access_review_sla_days)
        ],
        parameters.role_change_pct,
    )
    full = count(
        [
            (_label(move), _handed_over(ctx, move))
            for move in _older_than(ctx, moves, parameters.role_checklist_sla_days)
        ],
        parameters.role_change_pct,
    )
    return minimum, full


def _older_than(ctx: Context, moves: List[Move], days: int) -> List[Move]:
    """A young move is not due, even where it is already evidenced."""
    return [move for move in moves if ctx.age_days(move[1].first) > days]


def _label(move: Move) -> str:
    person, assignment = move
    return "{} to {} on {}".format(person.id, assignment.role, assignment.first.isoformat())


def _moves(ctx: Context) -> List[Move]:
    """Every fresh assignment with an earlier one, of in-scope people who worked here on that day."""
    return [
        (person, assignment)
        for person in ctx.everybody()
        if person.in_scope
        for assignment in sorted(person.assignments, key=lambda entry: (entry.first, entry.role))
        if ctx.previous_assignment(person, assignment) is not None
        and ctx.is_fresh(assignment.first)
        and covers(person.start, person.end, assignment.first)
    ]


def _access_confirmed(ctx: Context, move: Move) -> Truth:
    person, assignment = move
    earliest = assignment.first - timedelta(days=ctx.parameters.role_change_early_days)
    return exists(
        ctx.records_of(person, "access_review", earliest, date.max),
        lambda review: review.get("to_role") == assignment.role
        and review.get("from_function") == "hr"
        and review.get("to_function") == "it"
        and review.flag("completed"),
    )


def _handed_over(ctx: Context, move: Move) -> Truth:
    person, assignment = move
    earliest = assignment.first - timedelta(days=ctx.parameters.role_change_early_days)
    latest = assignment.first + timedelta(days=ctx.parameters.role_checklist_sla_days)
    return exists(
        ctx.records_of(person, "role_change_checklist", earliest, latest),
        lambda checklist: checklist.get("to_role") == assignment.role
        and checklist.flag("access_updated")
        and checklist.flag("duties_explained")
        and checklist.get("signed_by") != person.id
        and ctx.is_manager(checklist.get("signed_by"), checklist.date),
    )
