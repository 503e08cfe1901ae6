"""Fails unless the shared library exports exactly the functions of assay.h, versioned, and needs only what it may.

    check_exports.py <assay.h> <shared library> <nm> <readelf> [<library it may need>...]

Without the last arguments what it needs is not looked at (a sanitizer brings libraries of its own).
"""
import re
import subprocess
import sys

DECLARATION = re.compile(r"^ASSAY_API [^;(]*?\b(assay_\w+)\(", re.MULTILINE)
NEEDED = re.compile(r"\(NEEDED\).*\[(.*?)\.so")


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main(header: str, library: str, nm: str, readelf: str, allowed: list[str]) -> int:
    with open(header, encoding="utf-8") as file:
        declared = set(DECLARATION.findall(file.read()))
    exported = {}
    for line in output(nm, "--dynamic", "--defined-only", "--with-symbol-versions", library).splitlines():
        kind, symbol = line.split()[-2:]
        name, _, version = symbol.partition("@@")
        if kind != "A":  # The node of the version itself.
            exported[name] = version
    faults = [f"{name} is exported but not in assay.h" for name in sorted(exported.keys() - declared)]
    faults += [f"{name} is in assay.h but not exported" for name in sorted(declared - exported.keys())]
    faults += [f"{name} has the version `{version}`" for name, version in sorted(exported.items())
               if not version.startswith("ASSAY_1.")]
    if not declared:
        faults.append(f"{header} declares nothing")
    needed = NEEDED.findall(output(readelf, "--dynamic", library))
    if allowed:
        faults += [f"the library needs {name}" for name in needed
                   if not any(re.fullmatch(pattern, name) for pattern in allowed)]
    print("\n".join(faults) or f"{len(exported)} functions, all declared; needs {' '.join(needed)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5], sys.argv[5:]))
