"""What an assessment claims, one claim a line, so that two of them can be laid beside each other."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Dict, List, Mapping, Optional, Sequence

from a54.checks import CHECKED_ITEM
from a54.traps import CAPPED_ITEM
from a54.verdicts import ITEMS, Interval, linked_checks, rounded_half_up
from evaluator import Assessment

Claims = Dict[str, Any]

FLAGS = (
    "duplicate",
    "future_dated",
    "revoked",
    "asserted_only",
    "after_end",
    "before_engagement",
    "headcount_mismatch",
)
# Levels that are one share of one population, so that their counts mean the same to everybody.
COUNTED_LEVELS = (
    "I01.minimum",
    "I01.full",
    "I02.minimum",
    "I02.full",
    "I04.minimum",
    "I09.minimum",
    "I10.minimum",
    "I10.full",
)
UNDECIDED = ("unknown", "cannot_rule_out")
TRAP_ITEMS = {trap: [item] if item else ["I01", "I05"] for trap, item in CAPPED_ITEM.items()}


def of_reference(found: Assessment) -> Claims:
    claims: Claims = {"flags": sorted("{} {}".format(flag, record or "-") for flag, record in found.flags)}
    for item in ITEMS:
        claims[item + ".rung"] = _comparable_rung(item, found.rungs[item])
        for level, verdict in found.verdicts[item].items():
            claims["{}.{}".format(item, level)] = verdict
        for level, outcome in zip(("minimum", "full"), found.outcomes.get(item, ())):
            name = "{}.{}".format(item, level)
            if name in COUNTED_LEVELS and found.applicable:
                part = outcome.tallies[0]
                claims[name + ".counts"] = "{} of {}, {} unknown".format(part.met, part.due, part.unknown)
    for trap in CAPPED_ITEM:
        claims[trap] = found.traps.get(trap, "not_detected")
    for check, result in found.checks.items():
        claims[check] = result.state
        if result.n:
            claims[check + ".interviews"] = "{} of {} failed".format(result.deviations, result.n)
    claims.update(_score_claims("score", found.score))
    claims.update(_score_claims("score.without_waivers", found.score_without_waivers))
    return claims


def _score_claims(name: str, score: Optional[Interval]) -> Claims:
    if score is None:
        return {name: "not scored"}
    rounded = [str(rounded_half_up(bound)) for bound in score]
    return {name: " to ".join(rounded), name + ".exact": "{} to {}".format(*score)}


def _comparable_rung(item: str, rung: str) -> str:
    """An item that no reality check tests may call its highest rung either name."""
    return "full" if rung == "effective" and not linked_checks(item) else rung


def of_output(output: Mapping[str, Any]) -> Claims:
    """From a document of format `assay.assessment/1`. What is missing there is missing here."""
    flags = [entry for entry in output["data_quality"] if entry["flag"] in FLAGS]
    claims: Claims = {
        "flags": sorted("{} {}".format(entry["flag"], entry.get("record") or "-") for entry in flags)
    }
    claims.update({trap: "not_detected" for trap in CAPPED_ITEM})
    for item in output["controls"][0]["items"]:
        claims[item["id"] + ".rung"] = _comparable_rung(item["id"], item["rung"])
        for level, found in item["levels"].items():
            name = "{}.{}".format(item["id"], level)
            claims[name] = found["verdict"]
            if name in COUNTED_LEVELS and found.get("due") is not None:
                claims[name + ".counts"] = "{met} of {due}, {unknown} unknown".format(**found)
        for trap in item.get("traps") or []:
            claims[trap["id"]] = trap["state"]
        for check in item.get("reality_checks") or []:
            claims[check["id"]] = check["state"]
            if check.get("n"):
                claims[check["id"] + ".interviews"] = "{deviations} of {n} failed".format(**check)
    claims.update(_output_score("score", output["score"]))
    claims.update(_output_score("score.without_waivers", output["score"].get("without_waivers") or {}))
    return claims


def _output_score(name: str, score: Mapping[str, Any]) -> Claims:
    if score.get("low") is None:
        return {name: "not scored"}
    rounded = [str(Fraction(str(score[bound]))) for bound in ("low", "high")]
    claims = {name: " to ".join(rounded)}
    if score.get("exact"):
        exact = [Fraction(score["exact"][bound]) for bound in ("low", "high")]
        claims[name + ".exact"] = "{} to {}".format(*exact)
    return claims


def differences(reference: Claims, output: Claims, items: Optional[Sequence[str]] = None) -> Dict[str, str]:
    """What the two disagree about, by name, in a fixed order; restricted to some items if asked for."""
    found: Dict[str, str] = {}
    for name in sorted(set(reference) | set(output)):
        expected, claimed = reference.get(name), output.get(name)
        is_optional = name.endswith((".counts", ".exact")) and claimed is None
        is_extra = name.endswith((".counts", ".interviews")) and expected is None
        if expected == claimed or is_optional or is_extra or not _concerns(name, items):
            continue
        kind = "imprecise" if claimed in UNDECIDED and expected not in UNDECIDED else "contradiction"
        found[name] = "{}: the reference says {}, assay says {}".format(kind, expected, claimed)
    return found


def _concerns(name: str, items: Optional[Sequence[str]]) -> bool:
    if items is None:
        return True
    subject = name.split(".")[0]
    concerned: List[str] = TRAP_ITEMS.get(subject) or [CHECKED_ITEM.get(subject, subject)]
    return any(item in items for item in concerned)
