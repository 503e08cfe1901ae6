"""Hollow acknowledgements: clicks that nobody can have meant."""

from __future__ import annotations

from datetime import timedelta
from typing import List, Optional, Tuple

from .context import Context
from .documents import is_rushed
from .logic import Truth, known
from .records import Evidence


def is_click(record: Evidence) -> bool:
    return record.get("method") == "click"


def is_hollow(ctx: Context, record: Evidence) -> Truth:
    if not is_click(record):
        return False
    if is_rushed(ctx, record) or _is_bulk(ctx, record) or _is_burst(ctx, record):
        return True
    return None if _neighbours_may_be_missing(ctx, record) else False


def _clicks(ctx: Context) -> List[Evidence]:
    return [record for record in known(ctx.records("acknowledgement")) if is_click(record)]


def _is_bulk(ctx: Context, record: Evidence) -> bool:
    """Many different people at one identical instant."""
    if record.when.instant is None:
        return False
    people = {other.person for other in _clicks(ctx) if other.when.instant == record.when.instant}
    return len(people) >= ctx.parameters.bulk_min_people


def _is_burst(ctx: Context, record: Evidence) -> bool:
    """Many different documents by one person inside a short window that contains this click."""
    instant = record.when.instant
    if instant is None:
        return False
    length = timedelta(seconds=ctx.parameters.bulk_window_seconds)
    own = [
        (other.when.instant, _subject(other))
        for other in _clicks(ctx)
        if other.person == record.person and other.when.instant is not None
    ]
    # The best window can always be moved until it begins at a click.
    for beginning, _ in own:
        if beginning <= instant <= beginning + length:
            subjects = {subject for moment, subject in own if beginning <= moment <= beginning + length}
            if len(subjects) >= ctx.parameters.bulk_min_items:
                return True
    return False


def _subject(record: Evidence) -> Tuple[Optional[str], Optional[str], Optional[str]]:
    return (record.get("subject"), record.get("document"), record.get("document_version"))


def _neighbours_may_be_missing(ctx: Context, record: Evidence) -> bool:
    instant = record.when.instant
    if instant is None:
        return False
    length = timedelta(seconds=ctx.parameters.bulk_window_seconds)
    zone = ctx.facts.zone
    first = (instant - length).astimezone(zone).date()
    last = (instant + length).astimezone(zone).date()
    return ctx.feeds.records_may_be_missing("acknowledgement", first, last)
