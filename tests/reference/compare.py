"""Compares the `assay` executable with the reference evaluator on random organisations.

    python3 compare.py PATH/TO/assay --seeds 0..2000 [--items I02,I05] [--jobs 2] [--save FOLDER]
    python3 compare.py PATH/TO/assay --case FILE

Every disagreement is counted by its name; the first of each name is made as small as it gets, printed with its seed
and saved. A disagreement is a *contradiction*, or *imprecise* where assay leaves open what the reference decides.
Exit codes: 0 agreement, 1 disagreement, 2 the comparison could not be made.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import claims
from evaluator import assess
from generate import case
from shrink import shrunk

PACK = "iso27001-2022-a5.4"
REFUSED = "refused"
SECONDS_ALLOWED = 60


@dataclass(frozen=True)
class Job:
    """What every worker needs to know."""

    executable: str
    pack: str
    items: Optional[Tuple[str, ...]]


def run_assay(job: Job, one: Dict[str, Any], folder: str) -> Any:
    """The parsed output, or the text of the refusal."""
    path = Path(folder) / "facts.json"
    path.write_text(json.dumps(one["facts"]), encoding="utf-8")
    command = [job.executable, "assess", "--pack", job.pack, "--facts", str(path), "--format", "json"]
    for name, value in one["parameters"].items():
        command += ["--param", "{}={}".format(name, json.dumps(value))]
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS_ALLOWED
        )
    except subprocess.TimeoutExpired:
        return "no answer within {} seconds".format(SECONDS_ALLOWED)
    if done.returncode not in (0, 1):
        return "exit code {}: {}".format(done.returncode, done.stderr.decode("utf-8", "replace").strip())
    try:
        return json.loads(done.stdout)
    except ValueError as fault:
        return "unreadable output: {}".format(fault)


def disagreements(job: Job, one: Dict[str, Any], folder: str) -> Dict[str, str]:
    output = run_assay(job, one, folder)
    if isinstance(output, str):
        return {REFUSED: output}
    reference = claims.of_reference(assess(one["facts"], one["parameters"]))
    return claims.differences(reference, claims.of_output(output), job.items)


def compare_seeds(job: Job, seeds: Sequence[int]) -> List[Tuple[int, Dict[str, str]]]:
    with tempfile.TemporaryDirectory() as folder:
        results = [(seed, disagreements(job, case(seed), folder)) for seed in seeds]
    return [(seed, found) for seed, found in results if found]


def compare_all(job: Job, seeds: Sequence[int], workers: int) -> Iterator[Tuple[int, Dict[str, str]]]:
    """In the order of the seeds, whatever the number of workers."""
    size = 50
    chunks = [seeds[first : first + size] for first in range(0, len(seeds), size)]
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for results in pool.map(compare_seeds, [job] * len(chunks), chunks):
            for result in results:
                yield result


def smallest(job: Job, one: Dict[str, Any], name: str) -> Dict[str, Any]:
    """The case, reduced as far as the disagreement of this name stays of its kind."""
    with tempfile.TemporaryDirectory() as folder:
        original = disagreements(job, one, folder).get(name, "")

        def persists(candidate: Dict[str, Any]) -> bool:
            # A candidate that breaks the facts, so that the reference cannot read it, is no reduction.
            try:
                found = disagreements(job, candidate, folder).get(name)
            except (KeyError, TypeError, ValueError, AttributeError):
                return False
            return found is not None and _kind(name, found) == _kind(name, original)

        return shrunk(one, persists)


def _kind(name: str, text: str) -> str:
    """Refusals are of one kind if their first diagnostic has one code; others say their kind themselves."""
    return text.split("[")[-1].split("]")[0] if name == REFUSED else text.split(":")[0]


def print_case(job: Job, one: Dict[str, Any]) -> bool:
    """Prints the facts, a record a line, and every disagreement about them. False if there is none."""
    print("parameters " + json.dumps(one["parameters"]))
    for table, rows in one["facts"].items():
        if isinstance(rows, list) and table != "collected":
            for row in rows:
                print("  {} {}".format(table, json.dumps(row)))
        else:
            print("  {} {}".format(table, json.dumps(rows)))
    with tempfile.TemporaryDirectory() as folder:
        found = disagreements(job, one, folder)
    for name, text in found.items():
        print("  => {} {}".format(name, text))
    return bool(found)


def save_case(folder: Path, name: str, one: Dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "{}-{}.json".format(one.get("seed", "case"), name.replace(" ", "-"))
    path.write_text(json.dumps(one, indent=1) + "\n", encoding="utf-8")
    return path


def compare(job: Job, seeds: Sequence[int], workers: int, folder: Path, most_shrunk: int) -> int:
    began = time.monotonic()
    counts: Dict[str, int] = {}
    first_seeds: Dict[str, int] = {}
    disagreeing = 0
    for seed, found in compare_all(job, seeds, workers):
        disagreeing += 1
        for name, text in found.items():
            key = "{} ({})".format(name, _kind(name, text))
            counts[key] = counts.get(key, 0) + 1
            first_seeds.setdefault(key, seed)
    for key, seed in list(first_seeds.items())[:most_shrunk]:
        name = key.split(" ")[0]
        one = smallest(job, case(seed), name)
        print("\n{} first at seed {}, kept as {}".format(key, seed, save_case(folder, name, one)))
        print_case(job, one)
    for key in sorted(counts):
        print("{:6} {} first at seed {}".format(counts[key], key, first_seeds[key]))
    seconds = max(time.monotonic() - began, 0.001)
    print(
        "{} organisations, {} disagreements, {:.0f} a second".format(
            len(seeds), disagreeing, len(seeds) / seconds
        )
    )
    return 1 if disagreeing else 0


def seed_range(text: str) -> range:
    """`A..B`, both included, or a single seed."""
    first, _, last = text.partition("..")
    return range(int(first), int(last or first) + 1)


def main(arguments: Optional[Sequence[str]] = None) -> int:
    parser = argparse.ArgumentParser(description="compare assay with the reference evaluator")
    parser.add_argument("assay", help="path of the executable")
    parser.add_argument("--seeds", type=seed_range, default=range(0, 1000), metavar="A..B")
    parser.add_argument("--items", help="only these, e.g. I02,I05")
    parser.add_argument("--pack", default=PACK, help="name or path of the pack")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--save", type=Path, default=Path("disagreements"), metavar="FOLDER")
    parser.add_argument(
        "--shrink", type=int, default=5, metavar="N", help="how many kinds of disagreement to reduce"
    )
    parser.add_argument("--case", type=Path, help="judge this kept case instead of random ones")
    options = parser.parse_args(arguments)
    if not Path(options.assay).is_file():
        print("there is no executable at `{}`".format(options.assay), file=sys.stderr)
        return 2
    items = tuple(options.items.split(",")) if options.items else None
    job = Job(str(Path(options.assay).resolve()), options.pack, items)
    if options.case is not None:
        return 1 if print_case(job, json.loads(options.case.read_text(encoding="utf-8"))) else 0
    return compare(job, options.seeds, options.jobs, options.save, options.shrink)


if __name__ == "__main__":
    sys.exit(main())
