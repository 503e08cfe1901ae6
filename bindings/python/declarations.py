"""Turns assay.h into the module with which cffi calls it.

    declarations.py <assay.h> <output: _native.py>

cffi reads C declarations but no preprocessor; of that, assay.h has little: an include guard, what C++ needs, what an
export needs, and one number. Everything else in it is a declaration already.
"""
import pathlib
import re
import sys

import cffi

NUMBER = re.compile(r"#define \w+ \d+$")

# The header knows the Arrow interface by name alone; to make a stream takes its size, to pass a table its parts.
# Source: Apache Arrow, "The Arrow C data interface" and "The Arrow C stream interface".
ARROW = """
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
"""


def declarations_of(header: str) -> str:
    """The declarations alone: what stands inside the include guard but in no further #if, and numbers defined there."""
    kept = []
    depth = 0
    for line in header.splitlines():
        if line.startswith("#if"):
            depth += 1
        elif line.startswith("#endif"):
            depth -= 1
        elif depth == 1 and (not line.startswith("#") or NUMBER.match(line)):
            kept.append(line.replace("ASSAY_API ", ""))
    if depth != 0:
        raise ValueError("an #if has no #endif")
    return "\n".join(kept) + "\n"


def main(header: str, output: str) -> None:
    builder = cffi.FFI()
    builder.cdef(declarations_of(pathlib.Path(header).read_text(encoding="utf-8")))
    builder.cdef(ARROW)
    builder.set_source("assay._native", None)
    builder.emit_python_code(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
