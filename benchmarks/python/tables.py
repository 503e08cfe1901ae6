"""How long a million evidence rows take to become facts: as data frames, and as the JSON document that says the same.

    python benchmarks/python/tables.py [--rows 1000000] [--rounds 5]

Needs the package `assay` as it is released (`pip install ./bindings/python`, which builds with optimisation), pandas,
Polars and pyarrow. All forms hold the same records, which is checked by the digest of the facts. In each round every form
is read once, in turn, so that what else the machine does weighs on all of them alike; the median of the rounds counts.
What is timed begins with the finished frame, or with the finished text in memory, and ends with sealed facts: to write the
JSON, which whoever has frames would have to do first, is not in it and stands beside it.
"""
import argparse
import datetime
import gc
import json
import platform
import statistics
import time

import pandas
import polars
import pyarrow

import assay

MODULES = 8
ROWS_A_PERSON = 25
FIRST = datetime.date(2020, 1, 1)
ORGANIZATION = {"id": "o", "name": "O", "time_zone": "UTC", "isms_start": "2020-01-01", "primary_channel": "chat"}


def records(rows):
    """People, modules and completions: 25 rows a person, spread over six years."""
    people = [{"id": f"p{number:07}", "engagement": "employee", "start": FIRST}
              for number in range((rows + ROWS_A_PERSON - 1) // ROWS_A_PERSON)]
    modules = [{"id": f"m{number}", "basic": number == 0, "topics": ["awareness"]} for number in range(MODULES)]
    completions = pyarrow.table({
        "id": [f"t{row:08}" for row in range(rows)],
        "person": [people[row // ROWS_A_PERSON]["id"] for row in range(rows)],
        "module": [f"m{row % MODULES}" for row in range(rows)],
        "occurred_at": pyarrow.array([FIRST + datetime.timedelta(days=row * 7919 % 2200) for row in range(rows)],
                                     pyarrow.date32()),
        "source": pyarrow.array(["lms"] * rows),
        "passed": [row % 13 != 0 for row in range(rows)],
        "score_pct": [40 + row % 61 for row in range(rows)],
    })
    return people, modules, completions


def as_document(people, modules, completions):
    evidence = completions.to_pylist()
    for row in evidence:
        row["type"] = "training_completion"
    document = {"organization": ORGANIZATION, "collected": ["*"], "as_of": "2026-03-31", "people": people,
                "training_modules": modules, "evidence": evidence}
    return json.dumps(document, default=datetime.date.isoformat).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()

    pack = assay.load_pack("iso27001-2022-a5.4")
    people, modules, completions = records(arguments.rows)
    start = time.perf_counter()
    text = as_document(people, modules, completions)
    writing = time.perf_counter() - start
    people_table = pyarrow.Table.from_pylist(people)
    forms = {
        "pyarrow": completions,
        "polars": polars.from_arrow(completions),
        "pandas": completions.to_pandas(),
        "pandas, strings of Arrow": completions.to_pandas(types_mapper=pandas.ArrowDtype),
    }

    def from_tables(frame):
        return assay.Facts.from_tables(
            pack, {"people": people_table, "training_completion": frame}, organization=ORGANIZATION, collected=["*"],
            as_of="2026-03-31", document={"training_modules": modules})

    readers = {"JSON": lambda: assay.Facts.from_json(text, pack=pack)}
    readers.update({name: lambda frame=frame: from_tables(frame) for name, frame in forms.items()})
    seconds = {name: [] for name in readers}
    digests = set()
    for _ in range(arguments.rounds):
        for name, read in readers.items():
            gc.collect()
            start = time.perf_counter()
            facts = read()
            seconds[name].append(time.perf_counter() - start)
            digests.add(facts.digest)
            facts.close()
    if len(digests) != 1:
        raise SystemExit(f"the forms are not the same facts: {digests}")

    print(f"{arguments.rows} rows of training_completion of {len(people)} people; {len(text) / 1e6:.0f} MB of JSON, "
          f"written by Python in {writing:.1f} s")
    print(f"assay {assay.__version__}, pandas {pandas.__version__}, polars {polars.__version__}, "
          f"pyarrow {pyarrow.__version__}, Python {platform.python_version()}")
    print(f"{'read from':26}{'median s':>10}{'min s':>10}{'rows/s':>12}{'JSON = 1':>10}")
    whole = statistics.median(seconds["JSON"])
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{name:26}{median:10.3f}{min(taken):10.3f}{arguments.rows / median:12.0f}{whole / median:9.1f}x")


if __name__ == "__main__":
    main()
