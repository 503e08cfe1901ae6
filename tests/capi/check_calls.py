"""Fails unless the tests in C call every function of assay.h, and the test of failing allocations every one that can fail.

    check_calls.py <assay.h> <folder of the tests>

Calls by the nonsense test, which is made from the header, do not count.
"""
import pathlib
import re
import sys

FUNCTION = re.compile(r"^ASSAY_API ([^;(]*?)\b(assay_\w+)\(", re.MULTILINE)
# dump_test.c walks lists by macros: TEXTS("subjects", finding, finding_subject).
WALKED = re.compile(r"\b(?:TEXTS|LIST)\([^,()]*,[^,()]*,\s*(\w+)")


def called_in(text: str) -> set[str]:
    called = set(re.findall(r"\b(assay_\w+)\(", text))
    for name in WALKED.findall(text):
        called |= {f"assay_{name}_count", f"assay_{name}_at"}
    return called


def main(header: str, folder: str) -> int:
    functions = {name: result.strip() for result, name in FUNCTION.findall(pathlib.Path(header).read_text("utf-8"))}
    in_c: set[str] = set()
    for path in pathlib.Path(folder).glob("*.c"):
        in_c |= called_in(path.read_text("utf-8"))
    where_memory_ends = called_in((pathlib.Path(folder) / "allocation_test.cc").read_text("utf-8"))
    faults = [f"no test in C calls {name}" for name in functions if name not in in_c]
    faults += [f"allocation_test.cc does not call {name}" for name, result in functions.items()
               if result == "assay_error*" and name not in where_memory_ends]
    if not functions:
        faults.append(f"{header} declares nothing")
    print("\n".join(faults) or f"{len(functions)} functions, all called")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
