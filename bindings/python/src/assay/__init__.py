"""assay tests an organisation's facts against the rules of a pack, and says who is missing what.

    import assay

    pack = assay.load_pack("iso27001-2022-a5.4")
    facts = assay.Facts.from_json("facts.json", pack=pack)
    assessment = assay.assess(pack, facts, as_of="2026-03-31")

    print(assessment)                                  # the scorecard
    assessment["I05"].full.verdict                     # Verdict.NOT_SATISFIED
    assessment["I05"].full.missing                     # the ids of all who are missing it
    assessment.score.low, assessment.score.high        # exact: Fraction(485, 9), Fraction(620, 9)
    assessment.remediation                             # what to do, whose it is, for whom, until when
    assessment.table("subjects").to_pandas()           # or to_polars(), to_arrow()
    assessment.write("assessment.html")

Facts come as data frames too (:meth:`Facts.from_tables`), packs as dicts (:meth:`Pack.from_dict`, with types in
:mod:`assay.document` and rules as Python expressions in :mod:`assay.cel`).

Missing is never a pass: what was not collected is ``unknown``. The same inputs give the same bytes, here, from C and from
the command line.

Packs, facts and assessments never change. Any number of threads may use them at once, and while one reads or assesses,
the others run. Each frees its memory when nobody refers to it; ``with`` and ``close()`` do so at a moment of choice.
What is refused raises an :class:`AssayError` that holds every fault with its place.
"""

from . import cel, document
from ._assess import assess
from ._assessment import Assessment, assessment_schema, report_formats
from ._definitions import CheckDefinition, ControlDefinition, ItemDefinition, TrapDefinition
from ._errors import AssayError, AssessError, Cancelled, Diagnostic, FactsError, LimitReached, PackError
from ._evidence import Condition, Evidence, Nearest, Reading, Rejected
from ._explain import Account, AccountEntry, explain
from ._facts import Facts
from ._item import Control, Item, Level, Part
from ._library import lib as _lib
from ._library import text as _text
from ._loader import PackLimits
from ._native_function import UNKNOWN, Native, Record, native
from ._options import ParameterValue
from ._pack import Pack, Parameter, load_pack, pack_schema, shipped_packs
from ._sample import Sample, sample
from ._table import Table, assessment_tables
from ._values import (
    Check,
    Crosswalk,
    Finding,
    Flag,
    Group,
    Ineffective,
    Lapse,
    ModelScore,
    Observation,
    Remediation,
    Score,
    Signal,
    Tailoring,
    Trap,
    Waiver,
)
from ._words import CheckState, LevelName, Operation, Rung, TrapState, Truth, Verdict

__version__ = _text(_lib.assay_version())

__all__ = [
    "Account",
    "AccountEntry",
    "AssayError",
    "AssessError",
    "Assessment",
    "Cancelled",
    "Check",
    "CheckDefinition",
    "CheckState",
    "Condition",
    "Control",
    "ControlDefinition",
    "Crosswalk",
    "Diagnostic",
    "Evidence",
    "Facts",
    "FactsError",
    "Finding",
    "Flag",
    "Group",
    "Ineffective",
    "Item",
    "ItemDefinition",
    "Lapse",
    "Level",
    "LevelName",
    "LimitReached",
    "ModelScore",
    "Native",
    "Nearest",
    "Observation",
    "Operation",
    "Pack",
    "PackError",
    "PackLimits",
    "Parameter",
    "ParameterValue",
    "Part",
    "Reading",
    "Record",
    "Rejected",
    "Remediation",
    "Rung",
    "Sample",
    "Score",
    "Signal",
    "Table",
    "Tailoring",
    "Trap",
    "TrapDefinition",
    "TrapState",
    "Truth",
    "Verdict",
    "UNKNOWN",
    "Waiver",
    "__version__",
    "assess",
    "assessment_schema",
    "assessment_tables",
    "cel",
    "document",
    "explain",
    "load_pack",
    "native",
    "pack_schema",
    "report_formats",
    "sample",
    "shipped_packs",
]
