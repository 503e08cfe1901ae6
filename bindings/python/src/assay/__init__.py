"""assay tests an organisation's facts against the rules of a pack, and says who is missing what.

    import assay

    pack = assay.load_pack("iso27001-2022-a5.4")
    facts = assay.Facts.from_json("facts.json", pack=pack)
    assessment = assay.assess(pack, facts, as_of="2026-03-31")

    print(assessment)                                  # the scorecard
    assessment["I05"].full.verdict                     # Verdict.NOT_SATISFIED
    assessment["I05"].full.failing                     # the ids of all who are missing it
    assessment.score.low, assessment.score.high        # exact: Fraction(485, 9), Fraction(620, 9)

Missing is never a pass: what was not collected is ``unknown``. The same inputs give the same bytes, here, from C and from
the command line.

Packs, facts and assessments never change. Any number of threads may use them at once, and while one reads or assesses,
the others run. Each frees its memory when nobody refers to it; ``with`` and ``close()`` do so at a moment of choice.
What is refused raises an :class:`AssayError` that holds every fault with its place.
"""

from ._assess import ParameterValue, assess
from ._assessment import (
    Assessment,
    Check,
    CheckState,
    Control,
    Finding,
    Flag,
    Item,
    Level,
    Operation,
    Part,
    Rung,
    Score,
    Trap,
    TrapState,
    Verdict,
    report_formats,
)
from ._errors import AssayError, AssessError, Diagnostic, FactsError, PackError
from ._facts import Facts
from ._library import lib as _lib
from ._library import text as _text
from ._pack import Pack, Parameter, load_pack, shipped_packs

__version__ = _text(_lib.assay_version())

__all__ = [
    "AssayError",
    "AssessError",
    "Assessment",
    "Check",
    "CheckState",
    "Control",
    "Diagnostic",
    "Facts",
    "FactsError",
    "Finding",
    "Flag",
    "Item",
    "Level",
    "Operation",
    "Pack",
    "PackError",
    "Parameter",
    "ParameterValue",
    "Part",
    "Rung",
    "Score",
    "Trap",
    "TrapState",
    "Verdict",
    "__version__",
    "assess",
    "load_pack",
    "report_formats",
    "shipped_packs",
]
