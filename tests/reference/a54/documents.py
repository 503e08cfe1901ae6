"""Documents in force, the handbook, and which of its versions an acknowledgement may name."""

from __future__ import annotations

from typing import List, Optional, Tuple

from .context import Context
from .logic import Truth
from .records import Document, Evidence, Version


def versions_in_force(ctx: Context, document: Document) -> List[Version]:
    """Every version that has taken effect, oldest first; on one day the greater version comes later."""
    in_force = [version for version in document.versions if version.effective_from <= ctx.as_of]
    return sorted(in_force, key=lambda version: (version.effective_from, version.version))


def kind_in_force(ctx: Context, kind: str) -> Truth:
    """Whether a document of this kind is in force."""
    if any(doc.kind == kind and versions_in_force(ctx, doc) for doc in ctx.facts.documents.values()):
        return True
    return None if ctx.feeds.documents_may_be_missing(kind) else False


def handbook_is_unknown(ctx: Context) -> bool:
    """With the feed open, a handbook that nobody handed in may have replaced the ones we see."""
    return ctx.feeds.documents_may_be_missing("handbook")


def current_handbook(ctx: Context) -> Optional[Tuple[Document, List[Version]]]:
    """The handbook whose current version took effect last, with its versions in force."""
    candidates = []
    for document in ctx.facts.documents.values():
        versions = versions_in_force(ctx, document) if document.kind == "handbook" else []
        if versions:
            candidates.append((versions[-1].effective_from, document.id, document, versions))
    if not candidates:
        return None
    _, _, document, versions = max(candidates, key=lambda candidate: candidate[:2])
    return document, versions


def acceptable_versions(ctx: Context) -> List[Tuple[str, str]]:
    """The (document, version) pairs whose acknowledgement counts for the current handbook."""
    handbook = current_handbook(ctx)
    if handbook is None:
        return []
    document, versions = handbook
    accepted: List[Tuple[str, str]] = []
    for position in range(len(versions) - 1, -1, -1):
        version = versions[position]
        accepted.append((document.id, version.version))
        if version.material:
            within_grace = ctx.age_days(version.effective_from) <= ctx.parameters.reack_grace_days
            if within_grace and position > 0:
                accepted.append((document.id, versions[position - 1].version))
            break
    return accepted


def words_to_read(ctx: Context, record: Evidence) -> Optional[int]:
    """How many words the record's subject has; None if its document may lie in a kind not collected."""
    stated = record.get("word_count")
    if stated is not None:
        return int(stated)
    document_id, version_id = record.get("document"), record.get("document_version")
    if document_id is None:
        return 0
    document = ctx.facts.documents.get(document_id)
    if document is None:
        return None if ctx.feeds.some_documents_may_be_missing() else 0
    version = next((entry for entry in document.versions if entry.version == version_id), None)
    if version is None:
        is_hidden = version_id is not None and ctx.feeds.documents_may_be_missing(document.kind)
        return None if is_hidden else 0
    return version.word_count or 0


def min_dwell_seconds(words: int, words_per_minute: int, floor_seconds: int) -> int:
    """The shortest time in which anybody could have read so many words."""
    return max(floor_seconds, -(-words * 60 // words_per_minute))


def is_rushed(ctx: Context, record: Evidence) -> bool:
    """Only a known view that is too short is rushed; where the words are unknown, the floor applies."""
    viewed = record.get("viewed_seconds")
    if viewed is None:
        return False
    words = words_to_read(ctx, record)
    parameters = ctx.parameters
    least = min_dwell_seconds(words or 0, parameters.max_reading_wpm, parameters.min_dwell_floor_seconds)
    return bool(viewed < least)
