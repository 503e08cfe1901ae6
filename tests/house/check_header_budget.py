"""Fails if a public header does not stand alone, costs too much to include, or drags in what must stay private.

    check_header_budget.py <include folder> <compiler> [<further include folder>...]

Every header is compiled alone, twice in one file, so that it must name all it needs and guard itself. The cost is the
processor time of that compilation, as a multiple of what the baseline below costs on the same machine in the same run: an
absolute time would test the machine. A header within its budget is measured once; one beyond it is measured again, side
by side with the baseline, and judged by the medians, since a busy machine can make anything look dear once.
"""
import concurrent.futures
import dataclasses
import os
import pathlib
import statistics
import sys
import tempfile

BASELINE = "#include <optional>\n#include <string>\n#include <vector>\n"

# With g++ 12 a described value costs 1.5 baselines, absl/status/statusor.h alone 4.
VALUE_BUDGET = 2.5
STATUS_BUDGET = 6.0
STATUS = "/absl/status/"

# No embedder pays for a JSON library, a YAML reader or a regular expression engine that only our sources use.
PRIVATE = ("/boost/json", "/boost/regex", "/libfyaml.h", "/re2/", "/sodium", "/CLI/")

REPEATS = 5


@dataclasses.dataclass(frozen=True)
class Compilation:
    ok: bool
    seconds: float
    message: str
    files: tuple[str, ...]


class Compiler:
    def __init__(self, command: str, folders: list[str]):
        self._command = [command, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
                         "-Wno-missing-field-initializers", f"-I{folders[0]}"]
        # Last in the search: naming a system folder earlier would upset the standard library's own order.
        self._command += [f"-idirafter{folder}" for folder in folders[1:]]

    def compile(self, text: str) -> Compilation:
        with tempfile.TemporaryDirectory() as place:
            source, depends, output = (pathlib.Path(place, name) for name in ("alone.cc", "depends", "output"))
            source.write_text(text)
            command = [*self._command, "-MD", "-MF", str(depends), str(source)]
            with output.open("wb") as sink:
                actions = [(os.POSIX_SPAWN_DUP2, sink.fileno(), 1), (os.POSIX_SPAWN_DUP2, sink.fileno(), 2)]
                child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
            _, status, usage = os.wait4(child, 0)
            files = depends.read_text().replace("\\\n", " ").split() if depends.exists() else []
            return Compilation(status == 0, usage.ru_utime + usage.ru_stime, output.read_text(), tuple(files))


def including(name: str) -> str:
    return f'#include "{name}"\n#include "{name}"\n'


def budget_of(result: Compilation) -> float:
    return STATUS_BUDGET if any(STATUS in file for file in result.files) else VALUE_BUDGET


def measured_ratio(compiler: Compiler, name: str) -> float:
    """The cost in baselines, from medians of runs taken alternately."""
    costs: dict[str, list[float]] = {BASELINE: [], including(name): []}
    for _ in range(REPEATS):
        for text, seconds in costs.items():
            seconds.append(compiler.compile(text).seconds)
    baseline, header = (statistics.median(seconds) for seconds in costs.values())
    return header / baseline


def main(include: str, command: str, further: list[str]) -> int:
    compiler = Compiler(command, [include, *further])
    names = sorted(str(path.relative_to(include)) for path in pathlib.Path(include).rglob("*.h"))
    baseline_runs = [compiler.compile(BASELINE) for _ in range(REPEATS)]
    if not names or not all(run.ok for run in baseline_runs):
        print(f"{include}: no headers, or {command} does not compile the baseline\n{baseline_runs[0].message}")
        return 1
    baseline = statistics.median(run.seconds for run in baseline_runs)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = dict(zip(names, pool.map(lambda name: compiler.compile(including(name)), names)))
    faults = []
    for name, result in results.items():
        if not result.ok:
            faults.append(f"{name}: does not compile alone\n{result.message}")
            continue
        dragged = sorted({part for part in PRIVATE for file in result.files if part in file})
        faults += [f"{name}: brings in `{part.strip('/')}`, which is for sources only" for part in dragged]
        budget, ratio = budget_of(result), result.seconds / baseline
        if ratio > budget:
            ratio = measured_ratio(compiler, name)
        print(f"{ratio:6.2f} of {budget:4.2f}  {name}")
        if ratio > budget:
            faults.append(f"{name}: costs {ratio:.2f} baselines to include, its budget is {budget:.2f}")
    print("\n".join(faults) or f"{len(names)} headers stand alone and within budget (baseline {baseline:.2f} s)")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
