"""Hollow acknowledgements: clicks that nobody can have meant."""

from __future__ import annotations

from datetime import timedelta
from typing import Dict, List, Optional, Tuple

from .context import Context
from .documents import is_rushed
from .logic import Truth, both, either, known
from .records import Evidence


def is_click(record: Evidence) -> Truth:
    return record.has("method", "click")


def is_hollow(ctx: Context, record: Evidence) -> Truth:
    """A click too short to have read anything, one of many at one instant, or one of a burst."""
    return both(is_click(record), is_hollow_if_click(ctx, record))


def is_hollow_if_click(ctx: Context, record: Evidence) -> Truth:
    missing = None if _neighbours_may_be_missing(ctx, record) else False
    return either(is_rushed(ctx, record), _is_bulk(ctx, record), _is_burst(ctx, record), missing)


def _neighbours(ctx: Context, record: Evidence, certain: bool) -> List[Evidence]:
    """The clicks at an instant, this record taken for one: those that certainly are clicks, or all that may be."""
    return [
        other
        for other in known(ctx.records("acknowledgement"))
        if other.when.instant is not None
        and (other is record or is_click(other) is True or (not certain and is_click(other) is None))
    ]


def _is_bulk(ctx: Context, record: Evidence) -> Truth:
    """Many different people at one identical instant."""
    if record.when.instant is None:
        return False

    def holds(clicks: List[Evidence]) -> bool:
        people = {other.person for other in clicks if other.when.instant == record.when.instant}
        return len(people) >= ctx.parameters.bulk_min_people

    return (
        True
        if holds(_neighbours(ctx, record, True))
        else None if holds(_neighbours(ctx, record, False)) else False
    )


def _is_burst(ctx: Context, record: Evidence) -> Truth:
    """Many different documents by one person inside a short window that contains this click."""
    instant = record.when.instant
    if instant is None:
        return False
    length = timedelta(seconds=ctx.parameters.bulk_window_seconds)

    def holds(clicks: List[Evidence]) -> bool:
        own = [
            (other.when.instant, _subject(other))
            for other in clicks
            if other.person == record.person and other.when.instant is not None
        ]
        # The best window can always be moved until it begins at a click.
        windows: Dict[object, int] = {
            beginning: len({subject for moment, subject in own if beginning <= moment <= beginning + length})
            for beginning, _ in own
            if beginning <= instant <= beginning + length
        }
        return any(size >= ctx.parameters.bulk_min_items for size in windows.values())

    return (
        True
        if holds(_neighbours(ctx, record, True))
        else None if holds(_neighbours(ctx, record, False)) else False
    )


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
