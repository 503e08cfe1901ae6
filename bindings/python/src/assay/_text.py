"""How the library lays out text for a terminal."""

from __future__ import annotations

from ._native import ffi


class TextOptions:
    """An assay_text_options, as long as this lives."""

    def __init__(self, color: bool, ascii: bool, width: int):
        if not 60 <= width < 2**31:
            raise ValueError("width must be at least 60")
        self.pointer = ffi.new("assay_text_options *")
        self.pointer.struct_size = ffi.sizeof("assay_text_options")
        self.pointer.color = bool(color)
        self.pointer.ascii = bool(ascii)
        self.pointer.width = width
