"""Fails if a folder includes one that floors.txt does not allow, or if the machinery speaks of one framework's rules.

    check_floors.py <repository>
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+["<](assay|src)/(?:(\w+)/)?', re.MULTILINE)

# What is true of one control only belongs in a pack. These rooms serve every framework alike.
NEUTRAL = ("engine", "expr", "facts", "score", "report", "pack")
FRAMEWORK = re.compile(r"(?i:handbook|disciplinary|appraisal)|\bA\.5\.4\b|\bI(?:0[1-9]|10)\b")

SOURCES = {".h", ".c", ".cc", ".inc"}


def allowed_floors(text: str) -> dict[str, set[str]]:
    """What each folder may include. A folder may name only folders above it in the file, so there is no cycle."""
    floors: dict[str, set[str]] = {}
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        folder, _, below = line.partition(":")
        unknown = set(below.split()) - floors.keys()
        if unknown:
            sys.exit(f"floors.txt: {folder} names {', '.join(sorted(unknown))} before they are listed")
        floors[folder] = {folder, "base", *below.split()}
    return floors


def files_of(root: pathlib.Path, *folders: str) -> list[pathlib.Path]:
    found = (path for folder in folders for path in (root / folder).rglob("*"))
    return sorted(path for path in found if path.suffix in SOURCES and path.is_file())


def forbidden_includes(root: pathlib.Path, floors: dict[str, set[str]]) -> list[str]:
    faults = []
    for folder, may in floors.items():
        for path in files_of(root, f"include/assay/{folder}", f"src/{folder}", folder):
            name = path.relative_to(root)
            private_allowed = name.parts[0] not in ("include", "tools")
            for top, used in INCLUDE.findall(path.read_text()):
                if top == "src" and not private_allowed:
                    faults.append(f"{name}: includes src/{used}, which is not installed; use public headers only")
                if used and used not in may:
                    faults.append(f"{name}: {folder} may not include {used}")
                if not used and top == "assay" and folder not in ("capi", "tools"):
                    faults.append(f"{name}: {folder} includes the header of the whole library; name the header it needs")
    return faults


def folders_without_floor(root: pathlib.Path, floors: dict[str, set[str]]) -> list[str]:
    rooms = (path for place in ("include/assay", "src") for path in (root / place).glob("*") if path.is_dir())
    return sorted(f"{path.relative_to(root)}: no line in floors.txt" for path in rooms if path.name not in floors)


def framework_words(root: pathlib.Path) -> list[str]:
    faults = []
    for path in files_of(root, *(f"src/{room}" for room in NEUTRAL)):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            for word in FRAMEWORK.findall(line):
                faults.append(f"{path.relative_to(root)}:{number}: `{word}` belongs in a pack, not in the machinery")
    return faults


def main(root: pathlib.Path) -> int:
    floors = allowed_floors((root / "floors.txt").read_text())
    faults = forbidden_includes(root, floors) + folders_without_floor(root, floors) + framework_words(root)
    print("\n".join(faults) or f"{len(floors)} folders, no forbidden include, no framework's word in the machinery")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
