"""Facts: what is known of one organisation."""

from __future__ import annotations

import os
import pathlib
from typing import Any, List, Optional, Tuple, Union

from ._errors import FactsError
from ._handle import Handle
from ._library import BytesLike, give_text, given, lib, made, name_of
from ._native import ffi
from ._pack import Pack

FactsSource = Union[str, BytesLike, "os.PathLike[str]"]


class Facts(Handle):
    """Everything known about one organisation. Made by :meth:`from_json`.

    Never changes, so any number of threads may use it at once. It is freed when nobody refers to it any more, or
    earlier by :meth:`close` or the end of its ``with``; assessments made of it do not need it. What is asked of closed
    facts raises ValueError.
    """

    _noun = "facts object"

    @classmethod
    def from_json(
        cls,
        source: FactsSource,
        *,
        pack: Pack,
        lenient: bool = False,
        max_diagnostics: int = 100,
        file: Optional[str] = None,
    ) -> Facts:
        """Reads a document of the format ``assay.facts/1``, with the record types that ``pack`` declares.

        ``source`` is the text (``bytes``, or a ``str`` that begins with a brace) or the path of a file. ``file`` is what
        messages call it, its path unless said otherwise. With ``lenient``, unknown members and dangling references
        become data-quality flags of the assessment.

        The facts serve this pack, and every other that declares no record types if this one declares none. Neither text
        nor pack is needed any longer once this returns. Other Python threads run while the text is read; it must not be
        changed meanwhile, should it be a ``bytearray``.

        Raises :class:`FactsError` with every fault that was found, in the order of the text; nothing is half loaded. If
        there are ``max_diagnostics`` of them, reading stops, and behind them stands a warning ``facts.too-many``. A file
        that cannot be read raises OSError.
        """
        if not isinstance(pack, Pack):
            raise TypeError(f"pack must be an assay.Pack, not {type(pack).__name__}")
        if max_diagnostics < 1:
            raise ValueError("max_diagnostics must be at least 1")
        content, name = _content(source)
        keep: List[Any] = []
        options = ffi.new("assay_facts_options *")
        options.struct_size = ffi.sizeof("assay_facts_options")
        options.lenient = 1 if lenient else 0
        options.diagnostics = min(max_diagnostics, 2**32 - 1)
        give_text(options.file, name if file is None else file, keep)
        pack_handle = pack._open()
        handle = made(
            "facts",
            lambda out: lib.assay_facts_read_json(pack_handle, content, len(content), options, out),
            FactsError,
        )
        return cls(handle)

    @property
    def digest(self) -> str:
        """``"sha256:..."`` of what the records say, in whatever order they came."""
        return self._text(lib.assay_facts_digest)

    def __repr__(self) -> str:
        return "<Facts, closed>" if self._handle is None else f"<Facts {self.digest}>"


def _content(source: FactsSource) -> Tuple[Any, str]:
    """The text as a buffer, and what to call it."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return given(source), ""
    if isinstance(source, str) and source.lstrip()[:1] == "{":
        return given(source), ""
    path = pathlib.Path(source)
    return given(path.read_bytes()), name_of(path)
