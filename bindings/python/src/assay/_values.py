"""What an assessment holds, as values: copied out of the library, and good for as long as somebody has them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Dict, Optional, Tuple, Union

from ._errors import AssayError
from ._evidence import Evidence, Rejected
from ._library import lib, written
from ._words import CheckState, LevelName, Rung, TrapState, Verdict

Setting = Union[bool, int, Decimal, str, Tuple[Union[bool, int, Decimal, str], ...]]


@dataclass(frozen=True)
class Score:
    """A score between two exact bounds; the same number twice where all is known. ``str()`` has both, rounded."""

    low: Fraction
    """With all that is unknown taken for unmet."""
    high: Fraction
    """With all that is unknown taken for met; never below ``low``."""

    @property
    def low_text(self) -> str:
        """With two decimals, as reports print it: ``"95.50"``."""
        return _two_decimals(self.low)

    @property
    def high_text(self) -> str:
        """With two decimals, as reports print it."""
        return _two_decimals(self.high)

    @property
    def floats(self) -> Tuple[float, float]:
        """Both bounds as the nearest floats, for charts; compare by ``low`` and ``high``, which are exact."""
        return float(self.low), float(self.high)

    @property
    def is_certain(self) -> bool:
        """Nothing unknown can change it: both bounds are the same."""
        return self.low == self.high

    def __str__(self) -> str:
        return self.low_text if self.is_certain else f"{self.low_text} to {self.high_text}"


@dataclass(frozen=True)
class ModelScore:
    """The same results scored by one of the four models of XCCDF 1.2."""

    name: str
    """``"default"``, ``"flat"``, ``"flat_unweighted"`` or ``"absolute"``."""
    low: Fraction
    """With all that is unknown taken for failed, as the model itself does."""
    high: Fraction
    """With all that is unknown taken for passed."""
    maximum: Fraction
    """What it could be at most."""


@dataclass(frozen=True)
class Signal:
    """A number that a trap looked at, between two bounds where records are unknown."""

    name: str
    """In the words of the pack's rule."""
    low: int
    """The least it can be."""
    high: Optional[int]
    """The most it can be; None where there is no upper end, as with a feed that was not collected."""


@dataclass(frozen=True)
class Trap:
    """A look for papers that are not lived."""

    id: str
    """As the pack calls it: ``"T1"``."""
    title: str
    """What it looks for, in the language that was asked for."""
    asks: str
    """What an auditor would ask; may be empty."""
    state: TrapState
    """What the look found."""
    caps_full: bool
    """While triggered, its items cannot be full."""
    signals: Tuple[Signal, ...]
    """The numbers that it looked at."""
    error: str
    """What its rule ran into; empty unless it erred."""


@dataclass(frozen=True)
class Check:
    """A reality check: people were asked, or evidence of practice was looked for."""

    id: str
    """As the pack calls it: ``"RC1"``."""
    state: CheckState
    """What it came to."""
    asks: str
    """The question of an interview; may be empty for evidence."""
    is_interview: bool
    """Whether people are asked; else it looks at evidence."""
    is_census: bool
    """Everybody of the population was asked."""
    population: int
    """How many could be asked; 0 for evidence."""
    asked: int
    """How many were, or for evidence 1 if it was found."""
    deviations: int
    """Of those, how many answers were wrong."""
    upper_bound: Optional[float]
    """The share that may be wrong in all of the population, 0 to 1, as sure as the pack asks; None where nobody was
    asked."""
    people: Tuple[str, ...]
    """The ids of those who were asked, ascending."""


@dataclass(frozen=True)
class Finding:
    """What was required and what was seen."""

    item: str
    """The id of the item."""
    level: LevelName
    """``minimum`` or ``full``."""
    verdict: Verdict
    """The verdict of that level."""
    statement: str
    """For people, in the language that was asked for."""
    subjects: Tuple[str, ...]
    """The ids of those it names, ascending."""
    evidence: Tuple[Evidence, ...]
    """What the rules looked at, for the organisation and for the first subjects of each rule (``explained_subjects``)."""
    used: Tuple[str, ...]
    """All records together that a rule took: ids, ascending."""
    rejected: Tuple[Rejected, ...]
    """All records together that were looked at and not taken, each once."""
    nearest: Optional[Evidence]
    """Of ``evidence``, that whose nearest record came nearest of all; None if nothing was looked for and not found."""


@dataclass(frozen=True)
class Remediation:
    """Something to do."""

    item: str
    """The id of the item that asks for it."""
    text: str
    """What to do, in the language that was asked for."""
    owner_role: str
    """Whose it is to do, in the words of the pack."""
    subjects: Tuple[str, ...]
    """For whom: ids, ascending; empty for the organisation."""
    due: Optional[datetime.date]
    """Until when; None where the pack sets no day."""


@dataclass(frozen=True)
class Waiver:
    """A waiver that holds on the day."""

    id: str
    """That of its record."""
    levels: Tuple[LevelName, ...]
    """Which levels it excuses."""
    expires_on: Optional[datetime.date]
    """Its last day."""


@dataclass(frozen=True)
class Ineffective:
    """A waiver, or an exclusion, that was handed in and does not hold."""

    record_type: str
    """``"exception"`` or ``"soa_entry"``."""
    record: str
    """Its id; of an entry of the statement of applicability, the control."""
    why: str
    """``"expired on 2026-01-31"``."""


@dataclass(frozen=True)
class Group:
    """One of the groups that each must meet a rule by itself, with its counts as :class:`Part` has them."""

    name: str
    """What its members have in common: a department."""
    verdict: Verdict
    """Of this group alone."""
    population_count: int
    """Everybody, due or not."""
    due: int
    """How many it is certainly due from."""
    met: int
    """How many of those meet it."""
    failed: int
    """How many of those certainly do not."""
    unclear: int
    """Of how many of those it is not known whether they do."""
    errors: int
    """Over how many of those the rule erred."""
    maybe_due: int
    """How many of whom it is not known whether it is due."""


@dataclass(frozen=True)
class Lapse:
    """How an item falls if nothing new arrives."""

    on: Optional[datetime.date]
    """The first day of the lower rung."""
    to: Rung
    """To which rung it falls."""
    level: Optional[LevelName]
    """Whose verdict changes; None if that of neither."""
    record: str
    """What no longer counts then, ends or turns: the id of a record, waiver, trap or reality check; may be empty."""
    subject: str
    """The first of those who no longer meet the rule; empty for the organisation."""
    why: str
    """``"no_longer_counts"``, ``"nothing_newer"``, ``"falls_due"``, ``"waiver_ends"``, ``"trap"``, ``"check"``."""


@dataclass(frozen=True)
class Crosswalk:
    """Where another framework asks for what an item asks for."""

    framework: str
    """``"nist-800-53-r5"``."""
    relation: str
    """Of the item to it: ``"equal"``, ``"subset"``, ``"superset"`` or ``"intersects"``."""
    references: Tuple[str, ...]
    """Numbers of clauses or controls there."""
    is_verified: bool
    """The pack's author held it against the framework's own text."""


@dataclass(frozen=True)
class Tailoring:
    """What somebody else than the pack's author changed of it, and with whose approval."""

    id: str
    """Its own name."""
    digest: str
    """``"sha256:..."`` of what it says."""
    approved_by: str
    """Who approved it."""
    approved_on: Optional[datetime.date]
    """When."""
    rationale: str
    """Why, for people."""
    parameters: Dict[str, str]
    """Parameters whose default differs, and why each; why may be empty."""
    left_out: Dict[str, str]
    """Ids of items that are left out, and why each."""


@dataclass(frozen=True)
class Flag:
    """A record that the rules did not see, or that is odd."""

    flag: str
    """``"duplicate"``, ``"future_dated"``, ``"revoked"`` ..."""
    record: str
    """Its id; empty when the flag is of the whole."""
    detail: str
    """More of it for people; may be empty."""


@dataclass(frozen=True)
class Observation:
    """What the pack says to what was seen, without judging it."""

    id: str
    """As the pack calls it."""
    item: str
    """The id of the item it is told with."""
    text: str
    """For people, in the language that was asked for."""
    subjects: Tuple[str, ...]
    """Of whom: ids, ascending."""
    error: str
    """What its rule ran into; empty unless it erred."""


def _two_decimals(number: Fraction) -> str:
    value = {"numerator": number.numerator, "denominator": number.denominator}
    return written(lambda out: lib.assay_fraction_text(value, out), AssayError)


def level_name(kind: Any) -> Optional[LevelName]:
    """An assay_level_kind; None for ASSAY_LEVEL_ANY."""
    return {lib.ASSAY_LEVEL_MINIMUM: LevelName.MINIMUM, lib.ASSAY_LEVEL_FULL: LevelName.FULL}.get(kind)
