"""Traps: signs that the papers are gilt. Each signal is a truth; an unknown one cannot be ruled out."""

from __future__ import annotations

from typing import Dict, List, Mapping, Optional, Tuple

from .checks import CONFIRMED, CheckResult
from .clicks import is_click, is_hollow, is_hollow_if_click
from .context import Context
from .documents import is_rushed, kind_in_force
from .items_organisation import (
    allocates_hours,
    approvals,
    has_security_procedure,
    is_approved,
    is_approved_review,
    is_in_force,
    is_manager_message,
)
from .items_people import due_for_training, knows_any_topic, knows_topic, needed_topics
from .logic import (
    SATISFIED,
    UNKNOWN,
    Missing,
    Truth,
    both,
    either,
    exists,
    if_reported,
    is_open,
    known,
    negate,
)
from .records import Evidence

NOT_DETECTED = "not_detected"
TRIGGERED = "triggered"
CLEARED = "cleared"
CANNOT_RULE_OUT = "cannot_rule_out"

CAPPED_ITEM: Dict[str, Optional[str]] = {
    "T1": "I01",
    "T2": "I03",
    "T3": "I05",
    "T4": "I06",
    "T5": None,  # Hollow acknowledgements are inadmissible already.
    "T6": "I07",
    "T7": "I09",
    "T8": "I08",
}

CLEARED_BY: Dict[str, str] = {"T1": "RC1", "T2": "RC2", "T3": "RC3", "T5": "RC5", "T6": "RC6", "T7": "RC7"}


def all_traps(ctx: Context, checks: Mapping[str, CheckResult], training_minimum: str) -> Dict[str, str]:
    signals = {
        "T1": generic_job_descriptions(ctx),
        "T2": rubber_stamp(ctx),
        "T3": detached_template(ctx),
        "T4": policy_without_resources(ctx),
        "T5": click_through(ctx),
        "T6": empty_review(ctx),
        "T7": irrelevant_training(ctx, training_minimum),
        "T8": automated_reminders_only(ctx),
    }
    return {trap: _state(trap, signal, checks) for trap, signal in signals.items()}


def _state(trap: str, signal: Truth, checks: Mapping[str, CheckResult]) -> str:
    if signal is None:
        return CANNOT_RULE_OUT
    if signal is False:
        return NOT_DETECTED
    check = CLEARED_BY.get(trap)
    return CLEARED if check is not None and checks[check].state == CONFIRMED else TRIGGERED


# T1: one template serves many roles.


def generic_job_descriptions(ctx: Context) -> Truth:
    latest: List[Evidence] = []
    undetermined: List[Optional[Evidence]] = []  # The latest that is known of people who may have a later one.
    for person in ctx.population:
        records = ctx.records_of(person, "job_description")
        job = max(known(records), key=lambda record: (record.date, record.id), default=None)
        if is_open(records) and (job is None or is_open(ctx.records_of(person, "job_description", job.date))):
            undetermined.append(job)
        elif job is not None:
            latest.append(job)
    if not undetermined and all(job.get("role") is not None for job in latest):
        return _is_generic(ctx, [(job.get("role"), job.get("template_digest")) for job in latest])
    return _may_be_generic(ctx, latest, undetermined)


def _spans(jobs: List[Tuple[str, Optional[str]]]) -> List[int]:
    """Over how many roles each digest spreads; a missing digest is unlike any other."""
    digests = [digest for digest in dict.fromkeys(digest for _, digest in jobs) if digest is not None]
    spans = [len({role for role, other in jobs if other == digest}) for digest in digests]
    return spans + [1 for _, digest in jobs if digest is None]


def _is_generic(ctx: Context, jobs: List[Tuple[str, Optional[str]]]) -> bool:
    roles = len({role for role, _ in jobs})
    return roles >= ctx.parameters.template_min_roles and any(
        span * 100 > ctx.parameters.template_share_pct * roles for span in _spans(jobs)
    )


def _may_be_generic(ctx: Context, latest: List[Evidence], undetermined: List[Optional[Evidence]]) -> Truth:
    """With roles or job descriptions unknown: generic by bounds that hold whatever they are, or perhaps in some completion."""
    known_roles = {job.get("role") for job in latest} - {None}
    unknown = len(undetermined) + sum(1 for job in latest if job.get("role") is None)
    if min(len(known_roles) + unknown, len(ctx.facts.roles)) < ctx.parameters.template_min_roles:
        return False
    if _is_generic_at_worst(ctx, latest, undetermined):
        return True
    completions = _completions(ctx, latest, undetermined)
    may_be = completions is None or any(_is_generic(ctx, completion) for completion in completions)
    return None if may_be else False


def _is_generic_at_worst(ctx: Context, latest: List[Evidence], undetermined: List[Optional[Evidence]]) -> bool:
    """Whether the text with most roles is generic for certain. It has no fewer roles than any text is known to have, and
    leaves out no more than any text would if whatever is unknown were of a role that this one does not have."""
    parameters = ctx.parameters
    jobs = [(job.get("role"), job.get("template_digest")) for job in latest]
    known_roles = {role for role, _ in jobs} - {None}
    if len(known_roles) < parameters.template_min_roles:
        return False
    digests = {digest for _, digest in jobs} - {None}
    texts = [[role for role, other in jobs if other == digest] for digest in digests]
    texts += [[role] for role, digest in jobs if digest is None]
    roleless = sum(1 for role, _ in jobs if role is None)
    known_on_texts = [set(roles) - {None} for roles in texts]
    unknown_elsewhere = [len(undetermined) + roleless - roles.count(None) for roles in texts]
    served = max(len(on_text) for on_text in known_on_texts)
    others = min(
        min(len(known_roles - on_text) + unknown, len(ctx.facts.roles) - len(on_text))
        for on_text, unknown in zip(known_on_texts, unknown_elsewhere)
    )
    return served * 100 > parameters.template_share_pct * (served + others)


def _completions(
    ctx: Context, latest: List[Evidence], undetermined: List[Optional[Evidence]]
) -> Optional[List[List[Tuple[str, Optional[str]]]]]:
    """Every role for every job description that names none, and for those that may be missing every text too; nothing
    where they are too many to look at."""
    roles = sorted(ctx.facts.roles)
    known_jobs = latest + [job for job in undetermined if job is not None]
    digests = sorted({job.get("template_digest") for job in known_jobs} - {None}) + ["of none that is known"]

    def completed(job: Evidence) -> List[Tuple[str, Optional[str]]]:
        candidates = roles if job.get("role") is None else [job.get("role")]
        return [(role, job.get("template_digest")) for role in candidates]

    choices: List[List[List[Tuple[str, Optional[str]]]]] = [[[one] for one in completed(job)] for job in latest]
    for job in undetermined:
        as_known = [[]] if job is None else [[one] for one in completed(job)]
        choices.append(as_known + [[(role, digest)] for role in roles for digest in digests])
    completions: List[List[Tuple[str, Optional[str]]]] = [[]]
    for choice in choices:
        completions = [completion + more for completion in completions for more in choice]
        if len(completions) > 20000:
            return None
    return completions


# T2: approved faster than anybody reads.


def rubber_stamp(ctx: Context) -> Truth:
    return exists(
        ctx.fresh_records("policy_approval"),
        lambda approval: both(
            if_reported(approval.author, lambda author: ctx.is_top_executive(author, approval.date)),
            is_rushed(ctx, approval),
        ),
    )


# T3: a disciplinary policy that the handbook knows nothing of.


def detached_template(ctx: Context) -> Truth:
    return both(kind_in_force(ctx, "disciplinary_policy"), negate(has_security_procedure(ctx)))


# T4: a policy on resources, and no resources.


def policy_without_resources(ctx: Context) -> Truth:
    budget = exists(ctx.records("budget"), lambda record: is_in_force(ctx, record))
    invoice = exists(ctx.fresh_records("invoice"), lambda record: True)
    minutes = exists(
        ctx.fresh_records("minutes"),
        lambda record: both(is_approved(record), either(allocates_hours(record), bool(approvals(record)))),
    )
    return both(kind_in_force(ctx, "resources_policy"), negate(either(budget, invoice, minutes)))


# T5: people click through.


def click_through(ctx: Context) -> Truth:
    """The share is highest if every click that may be hollow is, and lowest if every one that may stand does."""
    certain: List[Truth] = []  # The hollowness of what is a click,
    possible: List[Truth] = []  # and of what may be one, were it one.
    for person in ctx.population:
        for record in ctx.records_of(person, "acknowledgement"):
            if isinstance(record, Missing):
                return None
            if is_click(record) is True:
                certain.append(is_hollow(ctx, record))
            elif is_click(record) is None:
                possible.append(is_hollow_if_click(ctx, record))
    pct = ctx.parameters.hollow_ack_share_pct
    standing = len([hollow for hollow in possible if hollow is not True])
    lowest = certain.count(True) * 100 > pct * (len(certain) + standing)
    hollow_at_most = [hollow for hollow in possible if hollow is not False]
    most = len(certain) - certain.count(False) + len(hollow_at_most)
    highest = most * 100 > pct * (len(certain) + len(hollow_at_most))
    return True if lowest else None if highest else False


# T6: reviews that review nothing.


def empty_review(ctx: Context) -> Truth:
    """Minutes of which nobody knows whether they were approved count where they raise or lower the share."""
    if is_open(ctx.fresh_records("minutes")):
        return None
    minutes = known(ctx.fresh_records("minutes"))
    reviews = [_is_empty(ctx, record) for record in minutes if is_approved_review(record) is True]
    perhaps = [_is_empty(ctx, record) for record in minutes if is_approved_review(record) is None]
    pct = ctx.parameters.hollow_review_share_pct
    empty, empty_at_most = reviews.count(True), reviews.count(True) + perhaps.count(True)
    lowest = bool(reviews) and empty * 100 >= pct * (len(reviews) + perhaps.count(False))
    most_judged = len(reviews) + perhaps.count(True)
    highest = most_judged > 0 and empty_at_most * 100 >= pct * most_judged
    return True if lowest else None if highest else False


def _is_empty(ctx: Context, review: Evidence) -> bool:
    attendees = review.listed("attendees")
    return (
        review.is_automated
        or len(set(attendees)) < ctx.parameters.review_min_attendees
        or not ctx.any_manager(attendees, review.date)
        or len(review.listed("decisions")) + len(review.listed("actions")) == 0
    )


# T7: everybody is trained, nobody in what they do.


def irrelevant_training(ctx: Context, training_minimum: str) -> Truth:
    satisfied = None if training_minimum == UNKNOWN else training_minimum == SATISFIED
    return both(satisfied, _specialists_lack_topics(ctx))


def _specialists_lack_topics(ctx: Context) -> Truth:
    specialists = lacking = perhaps_lacking = perhaps_specialists = perhaps_trained = 0
    for person in due_for_training(ctx):
        topics = needed_topics(ctx, person)
        if topics is None:
            perhaps_specialists += 1
            # Whoever knows nothing has none of the topics, whichever they are.
            perhaps_trained += knows_any_topic(ctx, person) is not False
            continue
        special = [topic for topic in topics if topic != "awareness"]
        if not special:
            continue
        specialists += 1
        has_one = either(*[knows_topic(ctx, person, topic) for topic in special])
        lacking += has_one is False
        perhaps_lacking += has_one is None
    # Somebody without a role raises both counts, one or neither, so the share is highest with both and lowest with one.
    pct = ctx.parameters.irrelevant_share_pct
    most = lacking + perhaps_lacking + perhaps_specialists
    if most * 100 <= pct * (specialists + perhaps_specialists):
        return False
    return True if lacking * 100 > pct * (specialists + perhaps_trained) else None


# T8: machines remind, managers do not.


def automated_reminders_only(ctx: Context) -> Truth:
    messages = ctx.fresh_records("communication")
    spoken = exists(messages, lambda message: is_manager_message(ctx, message))
    return both(exists(messages, lambda message: True), negate(spoken))
