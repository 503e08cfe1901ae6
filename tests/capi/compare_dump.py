"""Fails unless dump_test read out of an assessment exactly what the JSON report says, and the report said something of
everything that the interface has.

    compare_dump.py <dump_test> <source folder>
"""
import json
import subprocess
import sys

# Lists and members that have to be met filled at least once, or their functions were not looked at.
WANTED = {
    "asks", "assumes", "because", "crosswalk", "data_quality", "dueness_unknown", "error", "erring", "evidence", "evidence_rejected",
    "evidence_used", "exclusion", "failed", "failing", "groups", "ineffective", "lapse", "lapses_on", "left_out", "observations", "parameters",
    "parts", "reality_checks", "reasons", "references", "remediation", "sample", "shortfall", "signal", "since", "subjects",
    "tailoring", "traps", "unknown_subjects", "upper_bound", "used", "values", "waivers", "xccdf",
}


def filled(value: object, found: set[str]) -> None:
    """Adds the names of the members of `value`, however deep, that hold something."""
    if isinstance(value, dict):
        for key, member in value.items():
            if member not in (None, "", [], {}):
                found.add(key)
            filled(member, found)
    elif isinstance(value, list):
        for element in value:
            filled(element, found)


def main(program: str, source: str) -> int:
    found: set[str] = set()
    for arguments in (
        ["iso27001-2022-a5.4", f"{source}/examples/organisation/facts.json", "6"],
        [f"{source}/tests/capi/small_pack.yaml", f"{source}/tests/capi/small_facts.json", "0", f"{source}/tests/capi/small_tailoring.yaml"],
        [f"{source}/tests/capi/odd_pack.yaml", f"{source}/tests/capi/odd_facts.json", "0"],
    ):
        run = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            print(run.stderr)
            return 1
        # Numbers digit for digit, members in their order.
        read, _, written = run.stdout.partition("\n\f\n")
        pairs = [json.loads(text, parse_float=str, object_pairs_hook=list) for text in (read, written)]
        if pairs[0] != pairs[1]:
            both = [json.dumps(json.loads(text, parse_float=str), indent=1).splitlines() for text in (read, written)]
            for line, other in zip(*both):
                if line != other:
                    print(f"read from C: {line}\nin the report: {other}")
                    break
            print(f"{arguments[0]}: what C reads is not what the report says")
            return 1
        filled(json.loads(written), found)
    missing = sorted(WANTED - found)
    if missing:
        print("no assessment of these has any", ", ".join(missing))
        return 1
    print("read back from C, value for value")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
