"""Fails if the binary interface of assay.h is not the one that was accepted: capi/assay.abi (types and functions, as
abidw writes them) and capi/assay.numbers (what every enumerator stands for).

    check_abi.py <source folder> <folder to work in> [--accept | --break]

The library's own debug information is full of C++ that is nobody's business and differs between compilers. So the header
is compiled as C, each function with an empty body, and that is compared; check_exports.py sees to it that the real library
has the same functions, and its sources include the header, so that they cannot have other types.

--accept takes additions over into the two files, --break everything: for a new soname only (capi/CMakeLists.txt).
"""
import os
import pathlib
import re
import subprocess
import sys

FUNCTION = re.compile(r"^ASSAY_API (?P<result>[^;(]*?)(?P<name>assay_\w+)\((?P<parameters>[^;]*)\);", re.MULTILINE)
ENUMERATION = re.compile(r"^enum \{(.*?)\};", re.MULTILINE | re.DOTALL)
ENUMERATOR = re.compile(r"(ASSAY_\w+) = (-?\d+)")
# What abidiff calls a change and no break, though it moves what programs have compiled in.
BREAKING = re.compile(r"data member (?:change|deletion)|parameter \d+ of type .* (?:was|changed)|return type changed|offset changed")
INCOMPATIBLE = 8  # abidiff's exit status has this bit for what breaks programs, 4 for any change.
CHANGED = 4


def empty_library(header: str) -> str:
    lines = ['#include "assay.h"']
    for match in FUNCTION.finditer(header):
        result = match["result"].strip()
        body = "" if result == "void" else f" static {result} nothing; return nothing; "
        # A const result cannot be static without a value; it is a pointer to const, which is something else.
        lines.append(f"{result} {match['name']}({match['parameters']}) {{{body}}}")
    return "\n".join(lines) + "\n"


def numbers_of(header: str) -> str:
    enumerators = [pair for body in ENUMERATION.findall(header) for pair in ENUMERATOR.findall(body)]
    return "".join(f"{name} {value}\n" for name, value in enumerators)


def lost(before: str, after: str) -> list[str]:
    return [line for line in before.splitlines() if line not in after.splitlines()]


def main(source: str, place: str, mode: str = "") -> int:
    root, work = pathlib.Path(source), pathlib.Path(place)
    baseline, accepted_numbers = root / "capi/assay.abi", root / "capi/assay.numbers"
    work.mkdir(parents=True, exist_ok=True)
    header = (root / "capi/assay.h").read_text("utf-8")
    (work / "empty.c").write_text(empty_library(header), "utf-8")
    # By a name that is the same everywhere: abidw writes down where a file was compiled.
    compiler = os.environ.get("CC", "cc")
    subprocess.run([compiler, "-std=c99", "-g", "-O0", "-shared", "-fPIC", "-Wno-unused-parameter", "-I", root / "capi",
                    "-o", work / "libempty.so", work / "empty.c", "-Wl,-soname,libassay_c.so.1",
                    f"-Wl,--version-script={root / 'capi/assay.map'}"], check=True)
    subprocess.run(["abidw", "--headers-dir", root / "capi", "--no-show-locs", "--no-corpus-path", "--no-comp-dir-path",
                    "--no-elf-needed", "--drop-undefined-syms", "--out-file", work / "now.abi", work / "libempty.so"],
                   check=True)
    numbers = numbers_of(header)
    if mode == "--break" or not baseline.exists():
        status, said, gone = 0, "", []
    else:
        run = subprocess.run(["abidiff", "--no-show-locs", baseline, work / "now.abi"], capture_output=True, text=True,
                             check=False)
        status, said = run.returncode, run.stdout + run.stderr
        gone = lost(accepted_numbers.read_text("utf-8"), numbers)
    added = [] if mode == "--break" or not accepted_numbers.exists() else lost(numbers, accepted_numbers.read_text("utf-8"))
    is_broken = bool(gone) or bool(status & (INCOMPATIBLE | 1 | 2)) or bool(BREAKING.search(said))
    if is_broken:
        print(said, *(f"gone: {line}" for line in gone), sep="\n")
        print("the change breaks programs that were built with an earlier assay.h")
        return 1
    if mode:
        baseline.write_bytes((work / "now.abi").read_bytes())
        accepted_numbers.write_text(numbers, "utf-8")
        print(said or "nothing was added")
        return 0
    if status & CHANGED or added:
        print(said, *(f"new: {line}" for line in added), sep="\n")
        print("scripts/accept_abi takes these additions over; count them in ASSAY_ABI if a release lies between")
        return 1
    print(f"as accepted: {len(FUNCTION.findall(header))} functions, {len(numbers.splitlines())} numbers")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
