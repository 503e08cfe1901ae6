"""Fails if a diagnostic code that the sources can give is not documented, or a documented one cannot be given.

    check_codes.py <repository>

A code is `<room>.<what>`: in the sources a text in double quotes, in docs/diagnostics.md the heading of a section.
"""
import pathlib
import re
import sys

ROOMS = "arrow|assess|csv|expr|facts|json|map|pack|schema|tests|yaml"
CODE = re.compile(rf'"((?:{ROOMS})\.[a-z0-9]+(?:-[a-z0-9]+)*)"')
HEADING = re.compile(rf"(?m)^## ((?:{ROOMS})\.[a-z0-9-]+)$")
FILE_NAMES = re.compile(r"\.(?:yaml|json|csv|txt|md)$")
FOLDERS = ("src", "include", "tools", "capi")

# Codes that are put together, by their beginning: from what.
COMPOSED = {
    "assess.parameter-": ("src/engine/parameters.cc", '"{}"'),
    "tests.": ("src/pack", '"pack.{}"'),  # Test files are read by the forms of packs, under their own name.
}


def codes_in(root: pathlib.Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".cc", ".h"):
                continue
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.lstrip().startswith("//") or ".rfind(" in line:  # Asked for by its beginning.
                    continue
                for code in CODE.findall(line):
                    if not FILE_NAMES.search(code):
                        found.setdefault(code, str(path.relative_to(root)))
    return found


def is_composed(code: str, root: pathlib.Path) -> bool:
    for beginning, (place, pattern) in COMPOSED.items():
        if not code.startswith(beginning):
            continue
        text = pattern.format(code[len(beginning):])
        files = [root / place] if (root / place).is_file() else (root / place).rglob("*.cc")
        if any(text in path.read_text(encoding="utf-8") for path in files):
            return True
    return False


def faults(root: pathlib.Path) -> list[str]:
    given = codes_in(root)
    documented = HEADING.findall((root / "docs/diagnostics.md").read_text(encoding="utf-8"))
    twice = sorted({code for code in documented if documented.count(code) > 1})
    found = [f"{given[code]}: `{code}` has no section in docs/diagnostics.md" for code in sorted(given.keys() - set(documented))]
    found += [f"docs/diagnostics.md: nothing gives `{code}`"
              for code in sorted(set(documented) - given.keys()) if not is_composed(code, root)]
    return found + [f"docs/diagnostics.md: `{code}` has two sections" for code in twice]


def main(root: pathlib.Path) -> int:
    found = faults(root)
    print("\n".join(found) or f"{len(codes_in(root))} codes, each with its section")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
