"""The items that are decided person by person or move by move: I01, I02, I04, I09, I10."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, List, Mapping, Optional, Sequence, Tuple, Union

from .clicks import is_hollow
from .context import Context
from .dates import add_months, covers, parse_when
from .logic import (
    Missing,
    Outcome,
    Truth,
    all_parts,
    both,
    covered,
    covered_open,
    either,
    exists,
    if_reported,
    negate,
)
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
        return both(
            ack.has("subject", "security_duties"), _names_role(ack, roles), negate(is_hollow(ctx, ack))
        )

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
        return both(job.says("security_section"), complete, job.says("filed_in_hr"), _names_role(job, roles))

    return both(confirmed, exists(ctx.records_of(person, "job_description"), describes))


# I02: contracts bind people to the rules.


def i02(ctx: Context) -> Levels:
    due = ctx.due_for_standing_duties()
    pct = ctx.parameters.contract_coverage_pct
    minimum = covered(
        [(person.id, either(_has_nda(ctx, person), _has_contract(ctx, person))) for person in due], pct
    )
    full = covered([(person.id, _has_contract(ctx, person)) for person in due], pct)
    return minimum, full


def _unexpired(ctx: Context, record: Evidence) -> bool:
    expires = record.day("expires")
    return expires is None or expires >= ctx.as_of


def _has_nda(ctx: Context, person: Person) -> Truth:
    return exists(
        ctx.records_of(person, "nda"),
        lambda nda: both(nda.says("references_security_policy"), _unexpired(ctx, nda)),
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
        [(p.id, exists(any_time, lambda b: both(_led_by_manager(ctx, b), _reached(ctx, b, p)))) for p in due],
        parameters.briefing_coverage_pct,
    )
    union = covered(
        [(p.id, exists(fresh, lambda b: both(_is_live_session(ctx, b), _reached(ctx, b, p)))) for p in due],
        parameters.briefing_coverage_pct,
    )
    attendance = covered(
        [(p.id, exists(fresh, lambda b: both(_is_live_session(ctx, b), _attended(ctx, b, p)))) for p in due],
        parameters.live_attendance_pct,
    )
    return minimum, all_parts(union, attendance)


def _led_by_manager(ctx: Context, briefing: Evidence) -> Truth:
    return if_reported(briefing.get("led_by"), lambda leader: ctx.is_manager(leader, briefing.date))


def _is_live_session(ctx: Context, briefing: Evidence) -> Truth:
    topics = briefing.listed("topics")
    return both(
        _led_by_manager(ctx, briefing),
        briefing.has("format", *ctx.parameters.live_formats),
        briefing.says("mandatory"),
        "consequences" in topics and "rationale" in topics,
        len(briefing.listed("proof")) > 0,
    )


def _reached(ctx: Context, briefing: Evidence, person: Person) -> Truth:
    return either(_attended(ctx, briefing, person), _viewed(ctx, briefing, person))


def _lasted(briefing: Evidence) -> Truth:
    """A briefing of no length counts for nobody."""
    return if_reported(briefing.get("duration_seconds"), lambda duration: duration > 0)


def _attended(ctx: Context, briefing: Evidence, person: Person) -> Truth:
    return both(_lasted(briefing), person.id in briefing.listed("attendees"), ctx.is_fresh(briefing.date))


def _viewed(ctx: Context, briefing: Evidence, person: Person) -> Truth:
    duration = briefing.get("duration_seconds")

    def counts(viewing: Mapping[str, Any]) -> Truth:
        watched = viewing.get("watched_seconds")
        return both(
            viewing["person"] == person.id,
            (
                None
                if watched is None or duration is None
                else watched * 100 >= ctx.parameters.view_min_pct * duration
            ),
            ctx.is_fresh(parse_when(viewing["at"], ctx.facts.zone).date),
        )

    return both(
        _lasted(briefing),
        "recording" in briefing.listed("proof"),
        exists(briefing.listed("viewings"), counts),
    )


# I09: people are trained for what they do.


def i09(ctx: Context) -> Levels:
    parameters = ctx.parameters
    due = due_for_training(ctx)
    minimum = covered([(person.id, _passed_basics(ctx, person)) for person in due], parameters.training_pct)
    role_part = covered(
        [(person.id, _knows_role(ctx, person)) for person in due], parameters.role_training_pct
    )
    appraised = covered(
        [(person.id, _is_appraised(ctx, person)) for person in _due_for_appraisal(ctx)],
        parameters.appraisal_pct,
    )
    return minimum, all_parts(minimum, role_part, appraised)


def due_for_training(ctx: Context) -> List[Person]:
    return ctx.due_for_recurring_duties(ctx.parameters.awareness_engagements)


def _fresh_completions(ctx: Context, person: Person) -> List[Union[Evidence, Missing]]:
    return ctx.records_of(person, "training_completion", ctx.fresh_since, ctx.as_of)


def _passed_basics(ctx: Context, person: Person) -> Truth:
    return exists(
        _fresh_completions(ctx, person),
        lambda completion: both(completion.says("passed"), ctx.facts.modules[completion.get("module")].basic),
    )


def knows_topic(ctx: Context, person: Person, topic: str) -> Truth:
    return exists(
        _fresh_completions(ctx, person),
        lambda completion: both(
            completion.says("passed"), topic in ctx.facts.modules[completion.get("module")].topics
        ),
    )


def knows_any_topic(ctx: Context, person: Person) -> Truth:
    return exists(
        _fresh_completions(ctx, person),
        lambda completion: both(
            completion.says("passed"), len(ctx.facts.modules[completion.get("module")].topics) > 0
        ),
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
        and ctx.as_of > add_months(person.start, 12)
        and not ctx.is_excused(person)
    ]


def _is_appraised(ctx: Context, person: Person) -> Truth:
    def counts(appraisal: Evidence) -> Truth:
        return both(
            if_reported(
                appraisal.get("by"), lambda by: by != person.id and ctx.is_manager(by, appraisal.date)
            ),
            appraisal.says("security_section"),
            appraisal.says("training_reviewed"),
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
        lambda review: both(
            review.has("to_role", assignment.role),
            review.has("from_function", "hr"),
            review.has("to_function", "it"),
            review.says("completed"),
        ),
    )


def _handed_over(ctx: Context, move: Move) -> Truth:
    person, assignment = move
    earliest = assignment.first - timedelta(days=ctx.parameters.role_change_early_days)
    latest = assignment.first + timedelta(days=ctx.parameters.role_checklist_sla_days)
    return exists(
        ctx.records_of(person, "role_change_checklist", earliest, latest),
        lambda checklist: both(
            checklist.has("to_role", assignment.role),
            checklist.says("access_updated"),
            checklist.says("duties_explained"),
            if_reported(
                checklist.get("signed_by"),
                lambda signer: signer != person.id and ctx.is_manager(signer, checklist.date),
            ),
        ),
    )
