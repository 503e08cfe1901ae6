"""Fails if a tracked file holds a word that has no place in finished work, or has a name that says nothing.

    check_words.py <repository>

Asks git for the files; in an unpacked archive, every file outside build/ is looked at.
"""
import pathlib
import re
import subprocess
import sys

# Written with a bracket each, so that this file does not hold what it looks for.
WORDS = {
    r"\bTO[D]O\b": "finish it, or write down in docs/ why it stays out",
    r"\bFIX[M]E\b": "mend it, or open an issue",
    r"\bXX[X]\b": "say what is meant",
    r"(?<![\w.~}>])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+)/": "a path of one machine; make it relative",
    r"(?m)^(?:<{7}|>{7}) ": "a conflict was left in",
}

# A folder or file of this name collects what nobody found a place for.
EMPTY_NAMES = re.compile(r"(?:^|_)(?:utils?|helpers?|common|misc|managers?)$")


def tracked_files(root: pathlib.Path) -> list[pathlib.Path]:
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={root}", "-C", root, "ls-files", "-z"], capture_output=True, check=False)
    if listing.returncode == 0:
        names = [pathlib.Path(name) for name in listing.stdout.decode().split("\0") if name]
    else:
        names = [path.relative_to(root) for path in root.rglob("*")]
        names = [name for name in names if name.parts[0] not in ("build", ".git")]
    return sorted(name for name in names if (root / name).is_file())


def faults_in_text(name: pathlib.Path, text: str) -> list[str]:
    faults = []
    for pattern, advice in WORDS.items():
        for match in re.finditer(pattern, text):
            line = text.count("\n", 0, match.start()) + 1
            faults.append(f"{name}:{line}: `{match.group().strip()}`: {advice}")
    return faults


def faults_in_name(name: pathlib.Path) -> list[str]:
    empty = [part for part in (*name.parts[:-1], name.stem) if EMPTY_NAMES.search(part)]
    return [f"{name}: `{part}` says nothing; name the concept" for part in empty]


def main(root: pathlib.Path) -> int:
    names = tracked_files(root)
    faults = []
    for name in names:
        faults += faults_in_name(name)
        try:
            faults += faults_in_text(name, (root / name).read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue  # Not text: a fuzz case, or an input that is broken on purpose.
    if not names:
        faults.append(f"{root}: no file to look at")
    print("\n".join(faults) or f"{len(names)} files, no word out of place")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
