"""Laws that every assessment obeys, tried on random organisations. A failure names the seed."""

from __future__ import annotations

import copy
import random
from datetime import date, timedelta
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

import pytest

from a54.dates import parse_when, parse_zone
from a54.logic import NOT_APPLICABLE, NOT_SATISFIED, SATISFIED, UNKNOWN, WAIVED
from a54.parameters import COVERAGE_PARAMETERS, Parameters
from a54.verdicts import ITEMS, LevelVerdicts, total_score
from evaluator import Assessment, assess
from generate import case
from organisations.flaws import EVIDENCE_TYPES, REPORTED

Row = Dict[str, Any]

RANK = {NOT_SATISFIED: 0, UNKNOWN: 1, SATISFIED: 2, NOT_APPLICABLE: 2}


def cases(first: int, count: int) -> Iterator[Dict[str, Any]]:
    for seed in range(first, first + count):
        yield case(seed)


def judged(one: Dict[str, Any], facts: Optional[Row] = None, **overrides: Any) -> Assessment:
    parameters = dict(one["parameters"])
    parameters.update(overrides)
    return assess(one["facts"] if facts is None else facts, parameters)


def everything_but_flags(found: Assessment) -> Tuple[Any, ...]:
    return (
        found.applicable,
        found.verdicts,
        found.verdicts_before_caps,
        found.traps,
        found.checks,
        found.score,
        found.score_without_waivers,
        found.rungs,
    )


def each_level(found: Assessment) -> Iterator[Tuple[str, str, str]]:
    for item, levels in found.verdicts_before_caps.items():
        for level, verdict in levels.items():
            yield item, level, verdict


def never_rises(before: Assessment, after: Assessment) -> List[str]:
    """The levels that stand higher afterwards, one that ceased to be due as high as one that was satisfied."""
    risen = []
    for (item, level, old), (_, _, new) in zip(each_level(before), each_level(after)):
        if RANK[new] > RANK[old] or (old == NOT_APPLICABLE and new == SATISFIED):
            risen.append("{} {}: {} to {}".format(item, level, old, new))
    return risen


def everything_collected(facts: Row) -> Row:
    changed = dict(facts)
    changed["collected"] = ["*"]
    return changed


def with_evidence(facts: Row, evidence: List[Row]) -> Row:
    changed = dict(facts)
    changed["evidence"] = evidence
    return changed


def test_the_generator_repeats_itself() -> None:
    assert [case(seed) for seed in range(50)] == [case(seed) for seed in range(50)]


def test_the_generator_reaches_every_verdict_and_state() -> None:
    """Otherwise the laws below would be tried on air."""
    verdicts = {
        (item, level): set() for item in ITEMS for level in ("minimum", "full")
    }  # type: Dict[Any, Any]
    traps: Dict[str, Any] = {}
    checks: Dict[str, Any] = {}
    flags = set()
    for one in cases(0, 300):
        found = judged(one)
        for item, level, verdict in each_level(found):
            verdicts[item, level].add(verdict)
        for trap, state in found.traps.items():
            traps.setdefault(trap, set()).add(state)
        for check, result in found.checks.items():
            checks.setdefault(check, set()).add(result.state)
        flags |= {flag for flag, _ in found.flags}
    for seen in verdicts.values():
        assert seen == {SATISFIED, NOT_SATISFIED, UNKNOWN, NOT_APPLICABLE}
    for seen in traps.values():
        assert {"not_detected", "triggered", "cannot_rule_out"} <= seen
    assert all("cleared" in traps[trap] for trap in ("T1", "T2", "T3", "T5", "T6"))
    assert all({"confirmed", "refuted", "inconclusive"} <= checks[check] for check in ("RC1", "RC5", "RC7"))
    assert all("confirmed" in seen and "not_performed" in seen for seen in checks.values())
    assert len(flags) == 7


def test_full_satisfied_implies_minimum_satisfied() -> None:
    for one in cases(500, 200):
        found = judged(one)
        for stage in (found.verdicts_before_caps, found.verdicts_without_waivers, found.verdicts):
            for item, levels in stage.items():
                assert levels["full"] != SATISFIED or levels["minimum"] == SATISFIED, (one["seed"], item)


def is_click_at_an_instant(row: Row) -> bool:
    return row.get("method") == "click" and "T" in row["occurred_at"]


def test_dropping_evidence_never_raises_a_verdict() -> None:
    """Except clicks that make each other hollow, and a record whose twin it keeps out as a duplicate."""
    chance = random.Random(1)
    for one in cases(1000, 40):
        facts = everything_collected(one["facts"])
        before = judged(one, facts)
        evidence = facts["evidence"]
        for position in chance.sample(range(len(evidence)), min(8, len(evidence))):
            dropped = evidence[position]
            if is_click_at_an_instant(dropped) or dropped.get("sha256") is not None:
                continue
            after = judged(one, with_evidence(facts, evidence[:position] + evidence[position + 1 :]))
            assert never_rises(before, after) == [], (one["seed"], dropped["id"])


def postponed(row: Row, as_of: date) -> None:
    row["occurred_at"] = (as_of + timedelta(days=1)).isoformat()


def withdrawn(row: Row, as_of: date) -> None:
    row["revoked_at"] = as_of.isoformat()


def unchanged(row: Row, as_of: date) -> None:
    del row, as_of


@pytest.mark.parametrize("spoil", [postponed, withdrawn, unchanged], ids=lambda spoil: spoil.__name__)
def test_records_that_hygiene_rejects_change_only_flags(spoil: Callable[[Row, date], None]) -> None:
    """`unchanged` adds a mere copy, which is a duplicate."""
    chance = random.Random(2)
    for one in cases(2000, 80):
        facts = copy.deepcopy(one["facts"])
        if not facts["evidence"]:
            continue
        original = chance.choice(facts["evidence"])
        if original.get("sha256") is None:
            original["sha256"] = "f" * 64
        added = copy.deepcopy(original)
        added["id"] = "~added"
        if spoil is not unchanged:
            added["sha256"] = None
        spoil(added, date.fromisoformat(facts["as_of"]))
        before = judged(one, facts)
        after = judged(one, with_evidence(facts, facts["evidence"] + [added]))
        assert everything_but_flags(before) == everything_but_flags(after), one["seed"]
        assert len(after.flags) == len(before.flags) + 1, one["seed"]


def shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        return {name: shuffled(cell, chance) for name, cell in value.items()}
    if isinstance(value, list):
        elements = [shuffled(element, chance) for element in value]
        chance.shuffle(elements)
        return elements
    return value


def test_the_order_of_every_array_is_irrelevant() -> None:
    chance = random.Random(3)
    for one in cases(3000, 100):
        before, after = judged(one), judged(one, shuffled(one["facts"], chance))
        assert everything_but_flags(before) == everything_but_flags(after), one["seed"]
        assert before.flags == after.flags, one["seed"]


def renamed(value: Any, names: Dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: renamed(cell, names) for key, cell in value.items()}
    if isinstance(value, list):
        return [renamed(element, names) for element in value]
    return names.get(value, value) if isinstance(value, str) else value


def test_names_are_irrelevant() -> None:
    """People, roles and records are renamed so that their order stays: ties are broken by the greatest id."""
    for one in cases(4000, 100):
        facts = one["facts"]
        tables = ("people", "roles", "evidence", "exceptions", "documents", "training_modules")
        names = {row["id"]: "zz" + row["id"] for table in tables for row in facts[table]}
        before, after = judged(one), judged(one, renamed(facts, names))
        assert everything_but_flags(before) == everything_but_flags(after), one["seed"]
        expected = [(flag, None if record is None else names[record]) for flag, record in before.flags]
        assert expected == after.flags, one["seed"]


def test_unknown_never_scores_as_a_pass() -> None:
    for one in cases(5000, 150):
        found = judged(one)
        failed: Dict[str, LevelVerdicts] = {
            item: {
                level: NOT_SATISFIED if verdict == UNKNOWN else verdict for level, verdict in levels.items()
            }
            for item, levels in found.verdicts.items()
        }
        if found.score is None:
            continue
        worst = total_score(failed, found.checks)
        assert worst is not None and found.score[0] == worst[0], one["seed"]
        assert found.score[0] <= found.score[1], one["seed"]


def test_a_waiver_never_yields_satisfied() -> None:
    waiver_count = 0
    for one in cases(6000, 80):
        facts = dict(one["facts"])
        facts["exceptions"] = facts["exceptions"] + [
            {
                "id": "~{}-{}-{}".format(item, approver["id"], requester["id"]),
                "item": item,
                "levels": ["minimum", "full"],
                "approved_on": facts["as_of"],
                "expires_on": facts["as_of"],
                "approved_by": approver["id"],
                "requested_by": requester["id"],
                "rationale": "accepted",
                "compensating": ["manual check"],
            }
            for item in ITEMS
            for approver in facts["people"]
            for requester in facts["people"][:2]
        ]
        before, after = judged(one), judged(one, facts)
        for item, levels in after.verdicts.items():
            for level, verdict in levels.items():
                plain = before.verdicts_without_waivers[item][level]
                waiver_count += verdict == WAIVED
                assert verdict == plain or (verdict == WAIVED and plain in (NOT_SATISFIED, UNKNOWN)), one[
                    "seed"
                ]
        assert before.score_without_waivers == after.score_without_waivers, one["seed"]
    assert waiver_count > 100


def test_loosening_a_coverage_threshold_never_lowers_a_verdict() -> None:
    chance = random.Random(7)
    for one in cases(7000, 120):
        name = chance.choice(COVERAGE_PARAMETERS)
        current = one["parameters"].get(name, getattr(Parameters(), name))
        strict, loose = judged(one), judged(one, **{name: max(0, current - chance.choice((1, 10, 40)))})
        assert never_rises(loose, strict) == [], (one["seed"], name)


# What is certain with a feed hidden was true: the law that gives unknown its meaning.


def definite_levels_differ(seen: Assessment, partly_hidden: Assessment) -> List[str]:
    wrong = []
    for (item, level, real), (_, _, claimed) in zip(each_level(seen), each_level(partly_hidden)):
        if claimed != UNKNOWN and claimed != real:
            wrong.append("{} {}: really {}, claimed {}".format(item, level, real, claimed))
    for trap, state in partly_hidden.traps.items():
        detected = [found.traps[trap] in ("triggered", "cleared") for found in (seen, partly_hidden)]
        if (
            state != "cannot_rule_out"
            and seen.traps[trap] != "cannot_rule_out"
            and detected[0] != detected[1]
        ):
            wrong.append("{}: really {}, claimed {}".format(trap, seen.traps[trap], state))
    return wrong


@pytest.mark.parametrize("record_type", EVIDENCE_TYPES)
def test_hiding_a_feed_never_makes_a_false_claim(record_type: str) -> None:
    """What named a hidden record still names it."""
    for one in cases(8000, 12):
        seen = everything_collected(one["facts"])
        kept = [row for row in seen["evidence"] if row["type"] != record_type]
        hidden = with_evidence(seen, kept)
        hidden["collected"] = ["*", {"type": record_type, "complete": False}]
        assert definite_levels_differ(judged(one, seen), judged(one, hidden)) == [], one["seed"]


@pytest.mark.parametrize("record_type", EVIDENCE_TYPES)
def test_hiding_a_part_of_a_feed_never_makes_a_false_claim(record_type: str) -> None:
    """Records outside the days for which the feed is complete are hidden, all or half of them."""
    chance = random.Random(9)
    for one in cases(9000, 12):
        seen = everything_collected(one["facts"])
        zone = parse_zone(seen["organization"]["time_zone"])
        as_of = date.fromisoformat(seen["as_of"])
        first = as_of - timedelta(days=chance.choice((0, 30, 100, 300, 364, 365, 366, 500, 900)))
        last = as_of - timedelta(days=chance.choice((-10, 0, 0, 1, 20)))

        def is_visible(row: Row) -> bool:
            inside = first <= parse_when(row["occurred_at"], zone).date <= last
            return row["type"] != record_type or inside or chance.random() < 0.5

        hidden = with_evidence(seen, [row for row in seen["evidence"] if is_visible(row)])
        bounds = {"from": first.isoformat(), "to": max(first, last).isoformat()}
        if last < first:
            continue
        hidden["collected"] = ["*", dict(bounds, type=record_type, complete=True)]
        twins = any(row.get("sha256") for row in seen["evidence"] if row["type"] == record_type)
        if not twins:
            assert definite_levels_differ(judged(one, seen), judged(one, hidden)) == [], one["seed"]


@pytest.mark.parametrize("kind", ["handbook", "disciplinary_policy", "resources_policy"])
def test_hiding_documents_never_makes_a_false_claim(kind: str) -> None:
    """Except about how long somebody had to read a document whose words are hidden: there the floor is settled."""
    for one in cases(10000, 80):
        seen = everything_collected(one["facts"])
        gone = [row["id"] for row in seen["documents"] if row["kind"] == kind]
        timed = [row for row in seen["evidence"] if row.get("document") in gone and row.get("viewed_seconds")]
        seen["evidence"] = [row for row in seen["evidence"] if row not in timed]
        hidden = dict(seen)
        hidden["documents"] = [row for row in seen["documents"] if row["kind"] != kind]
        hidden["collected"] = ["*", {"type": kind, "complete": False}]
        assert definite_levels_differ(judged(one, seen), judged(one, hidden)) == [], one["seed"]


def test_hiding_earlier_assignments_never_makes_a_false_claim() -> None:
    """Only the population of moves depends on history; roles are read as given."""
    for one in cases(11000, 80):
        seen = everything_collected(one["facts"])
        hidden = dict(seen)
        hidden["collected"] = ["*", {"type": "assignments", "complete": False}]
        before, after = judged(one, seen), judged(one, hidden)
        assert definite_levels_differ(before, after) == [], one["seed"]
        for item in ITEMS[:-1]:
            assert before.verdicts_before_caps[item] == after.verdicts_before_caps[item], one["seed"]


@pytest.mark.parametrize("record_type", sorted(REPORTED))
def test_forgetting_a_cell_never_makes_a_false_claim(record_type: str) -> None:
    chance = random.Random(12)
    for one in cases(12000, 12):
        seen = everything_collected(one["facts"])
        forgotten = copy.deepcopy(seen)
        for row in forgotten["evidence"]:
            if row["type"] == record_type and chance.random() < 0.3:
                row[chance.choice(REPORTED[record_type])] = None
        assert definite_levels_differ(judged(one, seen), judged(one, forgotten)) == [], one["seed"]
