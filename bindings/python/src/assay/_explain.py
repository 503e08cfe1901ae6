"""How one person, or whatever record rules are about, stands under every rule."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Mapping, Optional, Tuple

from ._assess import opened
from ._errors import AssessError
from ._evidence import Evidence, evidence
from ._facts import Facts
from ._handle import Handle
from ._library import date, given, lib, listed, made, text, written
from ._options import Day, Options, ParameterValue
from ._pack import Pack
from ._text import TextOptions
from ._words import LevelName, Truth


@dataclass(frozen=True)
class AccountEntry:
    """How the subject stands under one rule."""

    item: str
    """The id of the item."""
    title: str
    """Of the item, in the language that was asked for."""
    level: LevelName
    """``minimum`` or ``full``."""
    population: str
    """Whose rule it is."""
    is_member: Truth
    """Whether the subject is one of them."""
    due: Truth
    """Whether the rule asks anything of it now."""
    met: Truth
    """Whether it is met, which says something only where it is due."""
    cause: str
    """What is missing where that is unknown: ``"feed:contract"``; may be empty."""
    error: str
    """What the rule ran into; empty unless it erred."""
    evidence: Evidence
    """What the rule looked at."""


class Account(Handle):
    """How one subject stands under every rule of a pack. Made by :func:`assay.explain`.

    ``print(account)`` says it in plain words. Complete in itself and never changes, like an assessment.
    """

    _noun = "account"

    @property
    def subject(self) -> str:
        """The id that was asked for."""
        return self._text(lib.assay_account_subject)

    @property
    def record_type(self) -> str:
        """What it is the id of: ``"person"``."""
        return self._text(lib.assay_account_record_type)

    @property
    def as_of(self) -> Optional[datetime.date]:
        """The day that was judged."""
        return date(lib.assay_account_as_of(self._open()))

    @property
    def entries(self) -> Tuple[AccountEntry, ...]:
        """Rule by rule, in the order of the pack."""
        return listed("account_entry", self._open(), _entry)

    def to_text(self, item: str = "", *, color: bool = False, ascii: bool = False, width: int = 100) -> str:
        """In plain words, under every rule or those of one item; the rest as in :meth:`Assessment.explain`."""
        handle, wanted, options = self._open(), given(item), TextOptions(color, ascii, width)
        return written(
            lambda out: lib.assay_account_text(handle, wanted, len(wanted), options.pointer, out), AssessError
        )

    def __str__(self) -> str:
        """In plain words, under every rule."""
        return self.to_text().rstrip("\n")

    def __repr__(self) -> str:
        return "<Account, closed>" if self._handle is None else f"<Account of {self.record_type} {self.subject}>"


def explain(
    pack: Pack,
    facts: Facts,
    subject: str,
    *,
    as_of: Day = None,
    language: str = "en",
    parameters: Optional[Mapping[str, ParameterValue]] = None,
    **params: ParameterValue,
) -> Account:
    """How ``subject`` stands under every rule: what is due from it, what it lacks, and which record came nearest.

    ``subject`` is the id of a person, or of any record that rules are about. Day, language and parameters are those of
    :func:`assess`. Why a whole item has its verdict says :meth:`Assessment.explain`.

    Other Python threads run meanwhile. Raises :class:`AssessError`, ``not_found``, if no rule is about a record of that id,
    and what :func:`assess` raises.
    """
    pack_handle, facts_handle = opened(pack, facts)
    options = Options("assay_assess_options", as_of, {**(parameters or {}), **params})
    options.text("language", language)
    options.callbacks(pack_handle)
    wanted = given(subject)
    with options as pointer:
        return Account(
            made(
                "account",
                lambda out: lib.assay_explain(pack_handle, facts_handle, wanted, len(wanted), pointer, out),
                AssessError,
            )
        )


def _entry(pointer: Any) -> AccountEntry:
    return AccountEntry(
        item=text(lib.assay_account_entry_item(pointer)),
        title=text(lib.assay_account_entry_title(pointer)),
        level=LevelName(text(lib.assay_level_name(lib.assay_account_entry_level(pointer)))),
        population=text(lib.assay_account_entry_population(pointer)),
        is_member=_truth(lib.assay_account_entry_is_member(pointer)),
        due=_truth(lib.assay_account_entry_due(pointer)),
        met=_truth(lib.assay_account_entry_met(pointer)),
        cause=text(lib.assay_account_entry_cause(pointer)),
        error=text(lib.assay_account_entry_error(pointer)),
        evidence=evidence(lib.assay_account_entry_evidence(pointer)),
    )


def _truth(number: int) -> Truth:
    return Truth(text(lib.assay_truth_name(number)))
