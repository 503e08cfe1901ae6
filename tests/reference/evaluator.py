"""The reference evaluator of pack iso27001-2022-a5.4: facts in, everything that is to be compared out.

    python3 evaluator.py facts.json

prints the assessment as text. The rules themselves are in the package a54 beside this file.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from a54 import items_organisation, items_people, verdicts as ladder
from a54.checks import CheckResult, all_checks
from a54.context import Context
from a54.hygiene import Flag
from a54.logic import NOT_APPLICABLE, UNKNOWN, Outcome
from a54.parameters import Parameters
from a54.records import Facts
from a54.traps import all_traps

RULES: Dict[str, Callable[[Context], Tuple[Outcome, Outcome]]] = {
    "I01": items_people.i01,
    "I02": items_people.i02,
    "I03": items_organisation.i03,
    "I04": items_people.i04,
    "I05": items_organisation.i05,
    "I06": items_organisation.i06,
    "I07": items_organisation.i07,
    "I08": items_organisation.i08,
    "I09": items_people.i09,
    "I10": items_people.i10,
}


@dataclass(frozen=True)
class Assessment:
    applicable: bool
    verdicts: ladder.Verdicts
    verdicts_before_caps: ladder.Verdicts  # After the level link.
    verdicts_without_waivers: ladder.Verdicts
    traps: Dict[str, str]  # Empty where none are evaluated: nobody in scope, or the control is excluded.
    checks: Dict[str, CheckResult]
    flags: List[Flag]
    score: Optional[ladder.Interval]
    score_without_waivers: Optional[ladder.Interval]
    rungs: Dict[str, str]
    outcomes: Dict[str, Tuple[Outcome, Outcome]]  # Before the level link; empty if nobody is in scope.


def assess(
    source: Mapping[str, Any], overrides: Optional[Mapping[str, Any]] = None, as_of: Optional[str] = None
) -> Assessment:
    """`as_of` outranks the day that the facts name."""
    facts = Facts(source)
    day = date.fromisoformat(as_of if as_of is not None else source["as_of"])
    ctx = Context(facts, Parameters.overridden(overrides or {}), day)
    excluded = ladder.is_excluded(ctx)
    checks = all_checks(ctx)
    outcomes = {item: rule(ctx) for item, rule in RULES.items()} if ctx.population else {}
    before_caps = ladder.linked(outcomes) if outcomes else ladder.everything(UNKNOWN)
    traps: Dict[str, str] = {}
    if ctx.population and not excluded:
        traps = all_traps(ctx, checks, before_caps["I09"]["minimum"])
    without_waivers = ladder.capped(before_caps, traps, checks)
    final = ladder.waived(ctx, without_waivers)
    if excluded:
        before_caps = without_waivers = final = ladder.everything(NOT_APPLICABLE)
    return Assessment(
        applicable=not excluded,
        verdicts=final,
        verdicts_before_caps=before_caps,
        verdicts_without_waivers=without_waivers,
        traps=traps,
        checks=checks,
        flags=ctx.flags,
        score=ladder.total_score(final, checks),
        score_without_waivers=ladder.total_score(without_waivers, checks),
        rungs={item: ladder.rung(item, levels, checks) for item, levels in final.items()},
        outcomes=outcomes,
    )


def hundredths(value: Fraction) -> str:
    return "{:.2f}".format(float(ladder.rounded_half_up(value)))


def score_text(score: Optional[ladder.Interval]) -> str:
    if score is None:
        return "not scored"
    return "{} to {} (exactly {} to {})".format(
        hundredths(score[0]), hundredths(score[1]), score[0], score[1]
    )


def lines(assessment: Assessment) -> List[str]:
    """One line an item, then whatever stands out."""
    text = ["score            " + score_text(assessment.score)]
    text.append("without waivers  " + score_text(assessment.score_without_waivers))
    for item, levels in assessment.verdicts.items():
        line = "{}  {:14}  minimum {:14}  full {:14}".format(
            item, assessment.rungs[item], levels["minimum"], levels["full"]
        )
        for name, outcome in zip(("minimum", "full"), assessment.outcomes.get(item, ())):
            counts = [
                "{}/{} ({} unknown)".format(part.met, part.due, part.unknown) for part in outcome.tallies
            ]
            line += "  {}: {}".format(name, ", ".join(counts)) if counts else ""
        text.append(line.rstrip())
    text += ["{}  {}".format(trap, state) for trap, state in assessment.traps.items()]
    text += [
        "{}  {}  n={} deviations={}".format(check, result.state, result.n, result.deviations)
        for check, result in assessment.checks.items()
    ]
    return text + ["flag {} {}".format(flag, record or "") for flag, record in assessment.flags]


def main(arguments: List[str]) -> int:
    if len(arguments) != 2:
        print("usage: python3 evaluator.py FACTS.json", file=sys.stderr)
        return 2
    with open(arguments[1], encoding="utf-8") as file:
        print("\n".join(lines(assess(json.load(file)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
