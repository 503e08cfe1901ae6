"""The items that are decided once for the organisation: I03, I05, I06, I07, I08."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Dict, List, Tuple, Union

from .clicks import is_hollow
from .context import Context
from .dates import (
    covers,
    days_between,
    earliest_fresh,
    longest_gap_days,
    quarter_points,
    quarter_window_start,
)
from .documents import acceptable_versions, current_handbook, handbook_is_unknown
from .logic import (
    MISSING,
    NOT_APPLICABLE,
    Missing,
    Outcome,
    Truth,
    all_parts,
    both,
    covered,
    either,
    exists,
    if_reported,
    is_open,
    known,
    negate,
    of_truth,
)
from .records import Evidence, Person

Levels = Tuple[Outcome, Outcome]


# I03: those at the top have committed themselves.


def i03(ctx: Context) -> Levels:
    parameters = ctx.parameters
    minimum = exists(ctx.fresh_records("announcement"), lambda message: _is_call_to_everybody(ctx, message))
    since = earliest_fresh(ctx.as_of, parameters.statement_reaffirm_months, parameters.annual_tolerance_days)
    full = exists(
        ctx.records("commitment_statement", since, ctx.as_of),
        lambda statement: _is_standing_commitment(ctx, statement),
    )
    return of_truth(minimum), of_truth(full)


def _is_call_to_everybody(ctx: Context, message: Evidence) -> Truth:
    statements = message.listed("statements")
    return both(
        message.has("audience", "all_staff"),
        not message.is_automated,
        "security_priority" in statements and "compliance_mandatory" in statements,
        if_reported(message.author, lambda author: ctx.is_top_executive(author, message.date)),
    )


def _is_standing_commitment(ctx: Context, statement: Evidence) -> Truth:
    published = any(
        covers(date.fromisoformat(place["from"]), _date_or_none(place.get("to")), ctx.as_of)
        for place in statement.listed("publications")
    )
    return both(
        published,
        if_reported(statement.get("signed_by"), lambda signer: _stands(ctx, signer, statement.date)),
    )


def _stands(ctx: Context, signer: str, signed_on: date) -> Truth:
    """In post when signing, and still, or succeeded a short while ago."""
    others = [person for person in ctx.population if person.id != signer]
    succeeded = either(*[_is_new_successor(ctx, person) for person in others])
    return both(
        ctx.is_top_executive(signer, signed_on), either(ctx.is_top_executive(signer, ctx.as_of), succeeded)
    )


def _date_or_none(text: Union[str, None]) -> Union[date, None]:
    return None if text is None else date.fromisoformat(text)


def _is_new_successor(ctx: Context, person: Person) -> Truth:
    current = ctx.current_assignment(person)
    if current is None:
        return False
    is_new = ctx.age_days(current.first) <= ctx.parameters.ceo_change_grace_days
    return both(is_new, ctx.is_top_executive(person.id, ctx.as_of))


# I05: breaches have consequences, and people know it.


def i05(ctx: Context) -> Levels:
    parameters = ctx.parameters
    due = ctx.due_for_recurring_duties(parameters.handbook_engagements)
    acknowledged = covered(
        [(person.id, _acknowledged_handbook(ctx, person)) for person in due], parameters.handbook_ack_pct
    )
    return of_truth(_states_misconduct(ctx)), all_parts(of_truth(_has_graduated_steps(ctx)), acknowledged)


def _states_misconduct(ctx: Context) -> Truth:
    if handbook_is_unknown(ctx):
        return None
    handbook = current_handbook(ctx)
    return False if handbook is None else handbook[1][-1].security_misconduct_clause


def has_security_procedure(ctx: Context) -> Truth:
    if handbook_is_unknown(ctx):
        return None
    handbook = current_handbook(ctx)
    return False if handbook is None else handbook[1][-1].procedure_covers_security


def _has_graduated_steps(ctx: Context) -> Truth:
    handbook = current_handbook(ctx)
    steps = [] if handbook is None else handbook[1][-1].procedure_steps
    if handbook_is_unknown(ctx):
        return None
    return both(has_security_procedure(ctx), len(set(steps)) >= ctx.parameters.min_graduated_steps)


def _acknowledged_handbook(ctx: Context, person: Person) -> Truth:
    accepted = acceptable_versions(ctx)

    def counts(ack: Evidence) -> Truth:
        return both(
            ack.has("subject", "handbook"), _is_accepted(ctx, ack, accepted), negate(is_hollow(ctx, ack))
        )

    return exists(ctx.records_of(person, "acknowledgement"), counts)


def _is_accepted(ctx: Context, ack: Evidence, accepted: List[Tuple[str, str]]) -> Truth:
    document_id, version_id = ack.get("document"), ack.get("document_version")
    if document_id is None or version_id is None:
        return False
    if not handbook_is_unknown(ctx):
        return (document_id, version_id) in accepted
    document = ctx.facts.documents.get(document_id)
    return False if document is not None and document.kind != "handbook" else None


# I06: resources are given.


def i06(ctx: Context) -> Levels:
    minimum = exists(ctx.fresh_records("minutes"), lambda minutes: _allocates_time(ctx, minutes))
    budgets = ctx.records("budget")
    seen = exists(known(budgets), lambda budget: _is_full_budget(ctx, budget))
    unseen = both(None, _a_missing_budget_may_be_approved(ctx)) if is_open(budgets) else False
    full = either(seen, unseen)
    return of_truth(minimum), of_truth(full)


def is_approved(minutes: Evidence) -> Truth:
    return minutes.has("status", "approved")


def allocates_hours(minutes: Evidence) -> Truth:
    return exists(
        minutes.listed("allocations"), lambda entry: if_reported(entry.get("hours"), lambda hours: hours > 0)
    )


def _allocates_time(ctx: Context, minutes: Evidence) -> Truth:
    return both(
        is_approved(minutes),
        allocates_hours(minutes),
        ctx.any_manager(minutes.listed("attendees"), minutes.date),
    )


def is_in_force(ctx: Context, budget: Evidence) -> bool:
    first, last = budget.day("period_from"), budget.day("period_to")
    return first is not None and covers(first, last, ctx.as_of)


def _is_full_budget(ctx: Context, budget: Evidence) -> Truth:
    sums: Dict[Tuple[str, str], Decimal] = {}
    for line in budget.listed("lines"):
        key = (line["category"], line["currency"])
        sums[key] = sums.get(key, Decimal(0)) + Decimal(str(line["amount"]))
    funded = [category for (category, _), amount in sums.items() if amount > 0]
    complete = all(category in funded for category in ("tools", "training", "external_audit"))
    approved = exists(ctx.records("minutes"), lambda minutes: _approves(ctx, minutes, [budget.id]))
    return both(is_in_force(ctx, budget), complete, approved)


def approvals(minutes: Evidence) -> List[Union[str, None]]:
    """The ids of the budgets that these minutes approve; None where the decision names none."""
    return [entry.get("ref") for entry in minutes.listed("decisions") if entry["kind"] == "budget_approved"]


def _approves(ctx: Context, minutes: Evidence, budget_ids: List[str]) -> Truth:
    return both(
        is_approved(minutes),
        any(ctx.is_top(person_id, minutes.date) for person_id in minutes.listed("attendees")),
        any(ref is not None and ref in budget_ids for ref in approvals(minutes)),
    )


def _a_missing_budget_may_be_approved(ctx: Context) -> Truth:
    """By minutes that name a budget nobody handed in, or by minutes that are missing as well."""

    def names_a_missing_budget(minutes: Evidence) -> Truth:
        unseen = [ref for ref in approvals(minutes) if ref is not None and not ctx.was_handed_in(ref)]
        return _approves(ctx, minutes, unseen)

    return exists(ctx.records("minutes"), names_a_missing_budget)


# I07: management looks at how it goes.


def i07(ctx: Context) -> Levels:
    minimum = exists(ctx.fresh_records("minutes"), lambda minutes: _reviews_incidents(ctx, minutes))
    thorough = [
        (minutes.date, _is_thorough_review(ctx, minutes)) for minutes in known(ctx.records("minutes"))
    ]
    return of_truth(minimum), quarterly(ctx, "minutes", thorough)


def is_approved_review(minutes: Evidence) -> Truth:
    return both(minutes.has("kind", "management_review"), is_approved(minutes))


def is_real_review(minutes: Evidence) -> Truth:
    return both(is_approved_review(minutes), not minutes.is_automated)


def _reviews_incidents(ctx: Context, minutes: Evidence) -> Truth:
    return both(
        is_real_review(minutes),
        ctx.any_manager(minutes.listed("attendees"), minutes.date),
        exists(_listed_reports(ctx, minutes), lambda report: _is_signed_report(ctx, report, minutes)),
    )


def _listed_reports(ctx: Context, minutes: Evidence) -> List[Union[Evidence, Missing]]:
    """What the minutes list. A rejected report is as good as none; one that was never collected may be anything."""
    reports: List[Union[Evidence, Missing]] = []
    for report_id in minutes.listed("reports"):
        report = ctx.find(report_id)
        if report is not None:
            reports.append(report)
        elif not ctx.was_handed_in(report_id) and is_open(ctx.fresh_records("incident_report")):
            reports.append(MISSING)
    return reports


def _is_signed_report(ctx: Context, report: Evidence, minutes: Evidence) -> Truth:
    first, last = report.day("period_from"), report.day("period_to")
    if report.type != "incident_report" or first is None or last is None:
        return False
    return both(
        ctx.is_fresh(report.date),
        days_between(first, last) + 1 >= ctx.parameters.incident_report_min_days,
        last <= report.date,
        if_reported(
            report.get("signed_off_by"),
            lambda signer: signer in minutes.listed("attendees") and ctx.is_head(signer, report.date),
        ),
    )


def _is_thorough_review(ctx: Context, review: Evidence) -> Truth:
    attendees, inputs = review.listed("attendees"), review.listed("inputs")
    return both(
        is_real_review(review),
        len(set(attendees)) >= ctx.parameters.review_min_attendees,
        ctx.any_manager(attendees, review.date),
        "incident_log" in inputs and "audit_results" in inputs,
        len(review.listed("decisions")) + len(review.listed("actions")) > 0,
    )


# Quarterly series, for I07 and I08.


def quarterly(ctx: Context, record_type: str, events: List[Tuple[date, Truth]]) -> Outcome:
    """Whether no two neighbouring points lie further apart than a quarter.

    Each event comes with the truth of its belonging to the series. One more event can only help.
    """
    certain = [day for day, belongs in events if belongs is True]
    possible = [day for day, belongs in events if belongs is not False]
    start = quarter_window_start(ctx.as_of, ctx.facts.isms_start)
    is_young = days_between(start, ctx.as_of) <= ctx.parameters.quarter_max_gap_days
    if (certain or not is_young) and _holds_quarterly(ctx, certain):
        return of_truth(True)
    more_possible = ctx.feeds.records_may_be_missing(record_type, date.min, ctx.as_of)
    if is_young and not possible and not more_possible:
        return Outcome(NOT_APPLICABLE)
    if not more_possible:
        return of_truth(None if _holds_quarterly(ctx, possible) else False)
    helpful = [day for day in _days_of(ctx) if ctx.feeds.records_may_be_missing(record_type, day, day)]
    return of_truth(None if _holds_quarterly(ctx, possible + helpful) else False)


def _holds_quarterly(ctx: Context, days: List[date]) -> bool:
    points = quarter_points(days, ctx.as_of, ctx.facts.isms_start)
    return longest_gap_days(points) <= ctx.parameters.quarter_max_gap_days


def _days_of(ctx: Context) -> List[date]:
    """Every day on which an event could serve a series: from the start of the ISMS to the day of judgement."""
    length = days_between(ctx.facts.isms_start, ctx.as_of)
    return [ctx.facts.isms_start + timedelta(days=offset) for offset in range(length + 1)]


# I08: managers speak about it.


def i08(ctx: Context) -> Levels:
    messages = known(ctx.records("communication"))
    by_head = [(message.date, _is_head_on_primary_channel(ctx, message)) for message in messages]
    return quarterly(ctx, "communication", by_head), _variety_and_cadence(ctx)


def _is_head_on_primary_channel(ctx: Context, message: Evidence) -> Truth:
    primary = ctx.facts.primary_channel
    return both(
        not message.is_automated,
        ctx.is_head(message.author, message.date),
        if_reported(primary, lambda channel: message.has("channel", channel)),
    )


def is_manager_message(ctx: Context, message: Evidence) -> bool:
    """A message without an author is nobody's."""
    return not message.is_automated and ctx.is_manager(message.author, message.date)


def _variety_and_cadence(ctx: Context) -> Outcome:
    parameters = ctx.parameters
    messages = [
        message for message in known(ctx.records("communication")) if is_manager_message(ctx, message)
    ]
    recent = [message for message in messages if ctx.is_fresh(message.date)]
    more_possible = is_open(ctx.fresh_records("communication"))
    managers_in_post = len([person for person in ctx.population if ctx.is_manager(person.id, ctx.as_of)])
    digests = len({message.get("digest") for message in recent})
    authors = len({message.author for message in recent})
    return all_parts(
        of_truth(_reaches(digests, parameters.comm_min_entries, more_possible)),
        of_truth(_reaches(authors, min(parameters.comm_min_authors, managers_in_post), more_possible)),
        quarterly(ctx, "communication", [(message.date, True) for message in messages]),
    )


def _reaches(count: int, needed: int, more_possible: bool) -> Truth:
    if count >= needed:
        return True
    return None if more_possible else False
