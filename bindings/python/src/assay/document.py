"""The parts of a pack, as types of dicts: made from the JSON Schema of packs by document_types.py.

    from assay import Pack, document

    pack = Pack.from_dict(document.Pack(format="assay.pack/1", id="acme-joiners", ...))

A dict in braces is checked against them as well, where an annotation or :meth:`assay.Pack.from_dict` asks for one. They are
dicts when the program runs, so nothing is checked then until the pack is loaded. docs/packs.md explains every part.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal, Mapping, Sequence, TypedDict, Union

from .cel import Expression

# A text for people: in the pack's main language, or by language tag.
Text = Union[str, Mapping[str, str]]
Number = Union[int, float, Decimal]
# A rule, as text or as an expression, or a plain value where that is enough.
RuleText = Union[str, Expression, bool, int, float, Decimal, datetime.date]


class _PackRequired(TypedDict):
    format: Literal["assay.pack/1"]
    """The format of this file."""
    id: str
    """What the pack is called by others."""
    title: Text
    """One line, for people."""
    version: str
    """Its semantic version."""
    language: Literal["assay-cel/1"]
    """The language of its rules."""


class Pack(_PackRequired, total=False):
    """`pack`."""

    sources: Sequence[Source]
    """What the rules are taken from."""
    uses: Sequence[Import]
    """Packs whose functions, derived fields and populations it uses."""
    native: Sequence[str]
    """Functions that the host program must have registered: `acme.risk_score`."""
    scope: str
    """A population: while nobody is in it, every verdict is unknown and no trap is looked at."""
    parameters: Mapping[str, Parameter]
    """What a user may set."""
    functions: Mapping[str, RuleText]
    """`name(argument type, ...)`, or `record.name(...)` with the record as `self`; `record?.name(...)` may be called
    on none."""
    enums: Mapping[str, Enum]
    """Further enumerations, and further words of those that exist."""
    records: Records
    """Further record types and fields."""
    derive: Mapping[str, Mapping[str, Union[RuleText, DerivedField]]]
    """Fields that are computed once a record, and then used like any field."""
    populations: Mapping[str, Population]
    """Sets of records that rules run over."""
    tallies: Mapping[str, Tally]
    """Whole numbers over a population: `tally.<name>` in rules and texts."""
    controls: Sequence[Control]
    """What is assessed."""
    traps: Sequence[Trap]
    """Signals that speak against what the evidence claims."""
    reality_checks: Sequence[RealityCheck]
    """Whether what is on paper works."""
    observations: Sequence[Observation]
    """What is worth a remark and changes no verdict."""
    hygiene: Hygiene
    """Which records count."""
    interviews: Interviews
    """How interviews are judged. Needed by interview checks."""
    waivers: Waivers
    """Which waivers hold."""
    exclusions: Exclusions
    """Which exclusions hold."""
    scoring: Scoring
    """How verdicts become a number."""
    maturity: Maturity
    """When an effective item has the highest maturity."""
    nonconformity: Nonconformity
    """How grave what fails is."""


class _SourceRequired(TypedDict):
    document: str
    """What the rules are taken from: a standard, a law, a policy."""


class Source(_SourceRequired, total=False):
    """`source`."""

    edition: str
    """Which edition of it."""
    clause: str
    """The part of it that the pack covers."""
    note: str
    """How it was used, e.g. paraphrased."""


class _ImportRequired(TypedDict):
    id: str
    """The other pack."""
    version: str
    """Its version, exactly."""


class Import(_ImportRequired, total=False):
    """`import`."""


class _ParameterRequired(TypedDict):
    default: Union[RuleText, Sequence[RuleText]]
    """Its value unless the user sets another."""


class Parameter(_ParameterRequired, total=False):
    """`parameter`."""

    type: str
    """int, decimal, bool, string, date, an enumeration, or list(...) of one of these. Names that end in _pct, _days,
    _months or _seconds are int unless said otherwise."""
    unit: str
    """What is counted. Follows from the ending of the name where it has one."""
    min: int
    """The least value of an int."""
    max: int
    """The greatest value of an int."""
    doc: str
    """What it means, for the people who may set it."""


class Enum(TypedDict, total=False):
    """`enum`."""

    values: Sequence[str]
    """The words of a new enumeration, in order of strength if they are grades."""
    add: Sequence[str]
    """Further words of an enumeration that exists."""
    doc: str
    """What the words tell apart. Needed by a new enumeration."""


class Records(TypedDict, total=False):
    """`records`."""

    types: Mapping[str, RecordType]
    """Further record types."""
    fields: Mapping[str, Mapping[str, Field]]
    """Further fields of record types that exist."""


class _RecordTypeRequired(TypedDict):
    plural: str
    """What lists of it are called: `org.<plural>` in rules."""
    role: Literal["table", "evidence", "child"]
    """Where its records stand in the facts: in a table of their own (under the plural), among the evidence, or inside
    other records (by a field of the type child or children)."""
    doc: str
    """What one record is."""
    fields: Mapping[str, Field]
    """Its fields, in order. Evidence has the provenance that all evidence shares in addition."""


class RecordType(_RecordTypeRequired, total=False):
    """`record_type`."""

    feed: bool
    """Whether it may be listed in `collected`, and is an open list while it was not collected. A table is unless this
    is false: then it is complete as it is, by decree. Of a child: true leaves the list in every parent open, too,
    while it was not collected. Evidence always is."""
    feed_by: str
    """There is a feed for each value of this enumeration field."""
    occurred: str
    """Of a table: the field that the bounds of a partial feed speak of."""


class _FieldRequired(TypedDict):
    type: str
    """text, int, decimal, bool, date, when (a date or an instant), an enumeration, a record type (a reference by id),
    list(...) of a text, enumeration or record type, child(record type) or children(record type) for records written
    inside this one."""
    doc: str
    """What the field says."""


class Field(_FieldRequired, total=False):
    """`field`."""

    missing: Literal["required", "none", "unknown"]
    """What an absent value means: `required`, a fault of the record (the default); `none`, known not to exist;
    `unknown`, not collected. Absent lists are empty unless said otherwise."""
    default: RuleText
    """What an absent value means, if it means a value."""
    key: Literal[True]
    """Others refer to the record by this text."""
    inverse: str
    """Of a reference: the name by which the other record lists those that refer to it. A field `person` has the
    plural of its record type unless another is given."""
    scope: str
    """Of a reference to an embedded record: the field that refers to the record it is embedded in."""
    unit: str
    """What is counted, where the name does not say it."""
    min: int
    """The least value of an int."""
    max: int
    """The greatest value of an int."""


class DerivedField(TypedDict, total=False):
    """`derived_field`."""

    value: RuleText
    """The field's value; the record is `self`."""
    missing: Literal["none", "unknown"]
    """What an empty optional becomes."""
    assume: RuleText
    """What is taken of a record whose value is unknown, where the framework says whom doubt favours."""
    where: RuleText
    """Of a grouped field: the rows that take part; others have 0."""
    group_by: Sequence[RuleText]
    """The groups: rows for which all of these are equal."""
    window: Window
    """Counts only rows close together: the best of all windows that contain the row."""
    count_distinct: Union[RuleText, Sequence[RuleText]]
    """How many different values (or tuples of them) the group has."""
    count: Literal[True]
    """How many rows the group has."""
    sum: RuleText
    """The sum over the group."""
    min: RuleText
    """The least value of the group."""
    max: RuleText
    """The greatest value of the group."""


class _WindowRequired(TypedDict):
    along: RuleText
    """The instant of a row."""
    seconds: RuleText
    """The length of the window, both ends included."""


class Window(_WindowRequired, total=False):
    """`window`."""


class _PopulationRequired(TypedDict):
    of: str
    """A record type, or another population to narrow."""


_PopulationWords = TypedDict("_PopulationWords", {"as": str}, total=False)


class Population(_PopulationRequired, _PopulationWords, total=False):
    """`population`."""

    where: RuleText
    """Who belongs; otherwise everybody."""
    label: str
    """Prints a member that has no id of its own."""


class _TallyRequired(TypedDict):
    over: str
    """The population that is counted."""


class Tally(_TallyRequired, total=False):
    """`tally`."""

    where: RuleText
    """Which of its members."""
    count_distinct: RuleText
    """Counts different values instead of members."""
    group_by: RuleText
    """Counts within groups; `take` says which group's number it is."""
    take: Literal["max", "min"]
    """The group with the greatest or the least number."""
    outside: bool
    """With groups: of each group, counts what is outside of it; different values that are inside too are left out."""


class _ControlRequired(TypedDict):
    id: str
    """The control's number in its framework."""
    title: Text
    """One line, for people."""
    items: Sequence[Item]
    """What is assessed."""


class Control(_ControlRequired, total=False):
    """`control`."""

    objective: Text
    """What it is for."""


class _ItemRequired(TypedDict):
    id: str
    """What the item is called in rules and reports."""
    title: Text
    """One line, for people."""
    levels: Levels
    """The rules."""


class Item(_ItemRequired, total=False):
    """`item`."""

    enabled: bool
    """Whether it is assessed; it is unless this is false."""
    weight: Number
    """Its share of the score, above 0, at most 10000; 1 unless given."""
    link: Literal["minimum_limits_full", "full_lifts_minimum"]
    """How full implies minimum: full fails where minimum fails, or minimum is met where full is."""
    each: str
    """For all rules below that do not say otherwise: the population."""
    due: RuleText
    """For all rules below that do not say otherwise: when it is due."""
    coverage_pct: RuleText
    """For all rules below that do not say otherwise: the share."""
    per: RuleText
    """For all rules below that do not say otherwise: the groups."""
    show: Mapping[str, RuleText]
    """Values for texts, by the name that texts give them."""
    finding: Text
    """What is printed when a level is not satisfied."""
    asks: Text
    """What an auditor would ask."""
    remediation: Union[Sequence[Remediation], Remediation]
    """What to do about it."""
    crosswalk: Crosswalk
    """Where other frameworks ask for it."""


class Levels(TypedDict, total=False):
    """`levels`."""

    minimum: Level
    """What is the least that counts."""
    full: Level
    """What meets the requirement in full."""


class Level(TypedDict, total=False):
    """`level`."""

    each: str
    """The population whose every member gets a verdict."""
    org: RuleText
    """The rule over the organisation: one verdict."""
    due: RuleText
    """When anything is due; where it is false, the rule does not apply."""
    require: RuleText
    """What every member that is due must meet."""
    coverage_pct: RuleText
    """The share of those due who must meet it; 100 unless given."""
    per: RuleText
    """Groups members by this; every group must reach the share."""
    all: Sequence[Rule]
    """Several rules, all of which must be satisfied."""


class _RuleRequired(TypedDict):
    name: str
    """What texts call the rule: {name.subjects}."""


class Rule(_RuleRequired, total=False):
    """`rule`."""

    each: str
    """The population whose every member gets a verdict."""
    org: RuleText
    """The rule over the organisation: one verdict."""
    due: RuleText
    """When anything is due; where it is false, the rule does not apply."""
    require: RuleText
    """What every member that is due must meet."""
    coverage_pct: RuleText
    """The share of those due who must meet it; 100 unless given."""
    per: RuleText
    """Groups members by this; every group must reach the share."""


class _RemediationRequired(TypedDict):
    owner: Text
    """Who is to act."""


class Remediation(_RemediationRequired, total=False):
    """`remediation`."""

    text: Text
    """What to do."""
    per_subject: Text
    """What to do, said of each subject in turn."""
    due_in_days: int
    """By when, counted from the day of the assessment."""


class Crosswalk(TypedDict, total=False):
    """`crosswalk`."""

    equal: Mapping[str, Sequence[str]]
    """The item asks for the same."""
    subset: Mapping[str, Sequence[str]]
    """The item asks for a part of it."""
    superset: Mapping[str, Sequence[str]]
    """The item asks for all of it, and more."""
    intersects: Mapping[str, Sequence[str]]
    """The two overlap."""
    verified: Sequence[str]
    """The frameworks whose references were checked against their text."""


class _TrapRequired(TypedDict):
    id: str
    """What reports call it."""
    title: Text
    """One line, for people."""
    items: Sequence[str]
    """The items it speaks against."""
    caps: Literal["full", "none"]
    """`full`: while it is triggered, full is not satisfied. `none`: it only warns."""
    when: RuleText
    """The signal."""


class Trap(_TrapRequired, total=False):
    """`trap`."""

    clears_with: str
    """The reality check that clears it when it is confirmed."""
    asks: Text
    """What an auditor would ask."""


class _RealityCheckRequired(TypedDict):
    id: str
    """What traps and interviews call it."""
    item: str
    """The item whose operation it checks."""
    kind: Literal["interview", "evidence"]
    """Asked of a sample of people, or read from the evidence."""


class RealityCheck(_RealityCheckRequired, total=False):
    """`reality_check`."""

    population: str
    """Of an interview: from whom the sample is drawn."""
    asks: Text
    """The question. Needed by an interview."""
    require: RuleText
    """Of an evidence check: what confirms it."""


class _ObservationRequired(TypedDict):
    id: str
    """What reports call it."""
    item: str
    """The item it is reported with."""
    when: RuleText
    """What is worth a remark."""
    text: Text
    """The remark."""


class Observation(_ObservationRequired, total=False):
    """`observation`."""

    each: str
    """The population it looks at; otherwise the organisation."""


class Hygiene(TypedDict, total=False):
    """`hygiene`."""

    min_attestation: RuleText
    """The weakest attestation that counts; all do unless given."""
    before_engagement_days: RuleText
    """How long before somebody's first day a record may be dated; no limit unless given."""
    records: Mapping[str, HygieneRules]
    """Which flags leave a record out, where a type differs: all do."""


class HygieneRules(TypedDict, total=False):
    """`hygiene_rules`."""

    duplicate: bool
    """Whether a record that is there already is left out."""
    future_dated: bool
    """Whether a record dated after the day of the assessment is."""
    revoked: bool
    """Whether a record that was withdrawn is."""
    asserted_only: bool
    """Whether a record that is not well enough attested is."""
    after_end: bool
    """Whether a record dated after the person's last day is."""
    before_engagement: bool
    """Whether a record from long before the person's first day is."""


class _InterviewsRequired(TypedDict):
    tolerable_pct: RuleText
    """The highest rate of deviations that still confirms."""
    confidence_pct: RuleText
    """The confidence of the bound."""


class Interviews(_InterviewsRequired, total=False):
    """`interviews`."""

    within_months: RuleText
    """How long an interview counts; 12 unless given."""
    tolerance_days: RuleText
    """Days added to that; 0 unless given."""
    bound: Literal["clopper_pearson", "hypergeometric"]
    """How the rate is bounded; clopper_pearson unless given."""


class Waivers(TypedDict, total=False):
    """`waivers`."""

    max_days: RuleText
    """The longest a waiver may hold; no limit unless given."""
    approver: RuleText
    """Over `waiver`: whether whoever approved it may."""


class Exclusions(TypedDict, total=False):
    """`exclusions`."""

    approver: RuleText
    """Over `entry`: whether whoever approved the exclusion may."""


class _ScoringRequired(TypedDict):
    model: Literal["ladder", "default", "flat", "flat_unweighted", "absolute"]
    """The ladder of rungs, or one of the four models of XCCDF."""


class Scoring(_ScoringRequired, total=False):
    """`scoring`."""

    points: Points
    """Of the ladder: what each rung is worth, 0 to 1."""


class _PointsRequired(TypedDict):
    effective: Number
    """Full, and every linked check confirmed."""
    full: Number
    """Full."""
    minimum: Number
    """Minimum only."""


class Points(_PointsRequired, total=False):
    """`points`."""


class _MaturityRequired(TypedDict):
    months: RuleText
    """How many months earlier an item must have been effective too."""


class Maturity(_MaturityRequired, total=False):
    """`maturity`."""

    when: RuleText
    """What must hold besides; nothing unless given."""


class _NonconformityRequired(TypedDict):
    major: RuleText
    """Over `verdict`: when the nonconformities are major."""


class Nonconformity(_NonconformityRequired, total=False):
    """`nonconformity`."""
