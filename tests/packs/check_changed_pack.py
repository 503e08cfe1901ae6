"""The verdicts of A.5.4 come out of the pack and out of nothing else: with every requirement of an item taken out, or made
impossible, the verdicts of that item follow, and those of the others stay.

    check_changed_pack.py <assay> <repository>
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ITEM = re.compile(r"^      - id: (I\d\d)\n(?:(?!^      - |^[a-z  ]{0,4}[a-z]).*\n)+", re.MULTILINE)
# A rule's requirement, on its line or as a block below it that is indented further.
REQUIREMENT = re.compile(r"^( *)(require|org):(?: [^|\n].*\n| \|\n(?:\1 +.*\n|\n)+)", re.MULTILINE)


def with_requirements(pack: str, item: str, value: str) -> str:
    """The pack, with `value` for whatever the levels of `item` require."""
    block = next(found for found in ITEM.finditer(pack) if found[1] == item)
    changed, count = REQUIREMENT.subn(rf'\1\2: "{value}"\n', block[0])
    assert count >= 2, f"{item}: {count} requirements found"
    return pack[: block.start()] + changed + pack[block.end() :]


def verdicts(assay: str, pack: str, facts: pathlib.Path) -> dict[str, dict[str, str]]:
    """By item and level, after the level link and before caps, waivers and applicability."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "pack.yaml")
        path.write_text(pack, encoding="utf-8")
        done = subprocess.run([assay, "assess", "--pack", path, "--facts", facts, "--format", "json"],
                              capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"the changed pack cannot be assessed:\n{done.stderr}")
    return {item["id"]: {level: found["by_rules"] for level, found in item["levels"].items()}
            for control in json.loads(done.stdout)["controls"] for item in control["items"]}


def main(assay: str, repository: str) -> int:
    pack = pathlib.Path(repository, "packs", "iso27001-2022-a5.4", "pack.yaml").read_text(encoding="utf-8")
    facts = pathlib.Path(repository, "examples", "organisation", "facts.json")
    before = verdicts(assay, pack, facts)
    faults = []
    for item in before:
        for value, wanted in (("true", "satisfied"), ("false", "not_satisfied")):
            after = verdicts(assay, with_requirements(pack, item, value), facts)
            for level, verdict in after[item].items():
                if verdict != wanted:
                    faults.append(f"{item}.{level} is {verdict} where its rules require `{value}`")
            faults += [f"{other} changes with the rules of {item}" for other in before
                       if other != item and after[other] != before[other]]
    print("\n".join(faults) or f"the verdicts of {len(before)} items follow their rules")
    return 1 if faults or len(before) != 10 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
