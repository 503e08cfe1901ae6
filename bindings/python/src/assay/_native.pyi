# Made from assay.h when the package is built (declarations.py). What it holds has the types of C, not of Python.
from typing import Any

ffi: Any
