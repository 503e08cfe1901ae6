"""Fails if a public header does not stand alone, costs too much to include, or drags in what must stay private.

    check_header_budget.py <include folder> <compiler> [<further include folder>...]

Every header is compiled alone, twice in one file, so that it must name all it needs and guard itself. The cost is the text
that the compiler has to read for it, without comments and blank lines, as a multiple of the baseline below: it is what an
embedder's build pays for in every file, and unlike a time it is the same on every run.
"""
import concurrent.futures
import dataclasses
import os
import pathlib
import subprocess
import sys
import tempfile

BASELINE = "#include <optional>\n#include <string>\n#include <vector>\n"

# With g++ 12 the dearest described record costs 1.3 baselines, absl/status/statusor.h alone 3.4.
VALUE_BUDGET = 2.0
STATUS_BUDGET = 4.0
STATUS = "/absl/status/"

# No embedder pays for a JSON library, a YAML reader or a regular expression engine that only our sources use.
PRIVATE = ("/boost/json", "/boost/regex", "/libfyaml.h", "/re2/", "/sodium", "/CLI/")


@dataclasses.dataclass(frozen=True)
class Header:
    message: str = ""  # Of the compiler, if it refuses the header alone.
    bytes: int = 0
    files: tuple[str, ...] = ()


class Compiler:
    def __init__(self, command: str, folders: list[str]):
        self._command = [command, "-std=c++20", f"-I{folders[0]}"]
        # Last in the search: naming a system folder earlier would upset the standard library's own order.
        self._command += [f"-idirafter{folder}" for folder in folders[1:]]

    def read(self, text: str) -> Header:
        with tempfile.TemporaryDirectory() as place:
            source, depends, expanded = (pathlib.Path(place, name) for name in ("alone.cc", "depends", "expanded"))
            source.write_text(text)
            message = self._refusal("-E", "-P", "-MD", "-MF", str(depends), "-o", str(expanded), str(source))
            message = message or self._refusal(
                "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Wno-missing-field-initializers", str(source))
            if message:
                return Header(message)
            files = depends.read_text().replace("\\\n", " ").split()
            return Header(bytes=expanded.stat().st_size, files=tuple(files))

    def _refusal(self, *arguments: str) -> str:
        done = subprocess.run([*self._command, *arguments], capture_output=True, text=True, check=False)
        return done.stderr or "no message" if done.returncode else ""


def including(name: str) -> str:
    return f'#include "{name}"\n#include "{name}"\n'


def budget_of(header: Header) -> float:
    return STATUS_BUDGET if any(STATUS in file for file in header.files) else VALUE_BUDGET


def main(include: str, command: str, further: list[str]) -> int:
    compiler = Compiler(command, [include, *further])
    names = sorted(str(path.relative_to(include)) for path in pathlib.Path(include).rglob("*.h"))
    baseline = compiler.read(BASELINE)
    if not names or baseline.message:
        print(f"{include}: no headers, or {command} does not compile the baseline\n{baseline.message}")
        return 1

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        headers = dict(zip(names, pool.map(lambda name: compiler.read(including(name)), names)))
    faults = []
    for name, header in headers.items():
        if header.message:
            faults.append(f"{name}: does not compile alone\n{header.message}")
            continue
        dragged = sorted({part for part in PRIVATE for file in header.files if part in file})
        faults += [f"{name}: brings in `{part.strip('/')}`, which is for sources only" for part in dragged]
        budget, ratio = budget_of(header), header.bytes / baseline.bytes
        print(f"{ratio:6.2f} of {budget:4.2f}  {name}")
        if ratio > budget:
            faults.append(f"{name}: costs {ratio:.2f} baselines to include, its budget is {budget:.2f}")
    print("\n".join(faults) or f"{len(names)} headers stand alone and within budget")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
