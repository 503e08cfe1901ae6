"""Packs: the rules of a framework."""

from __future__ import annotations

import os
import pathlib
from dataclasses import dataclass
from typing import Tuple, Union

from ._errors import Diagnostic, PackError
from ._handle import Handle
from ._library import BytesLike, diagnostic, given, lib, made, name_of, text, texts

PackSource = Union[str, BytesLike, "os.PathLike[str]"]


@dataclass(frozen=True)
class Parameter:
    """What a pack may be run with: ``assay.assess(pack, facts, nda_coverage_pct=90)``."""

    name: str
    """As it is set with: ``"nda_coverage_pct"``."""
    type: str
    """``"int"``, ``"decimal"``, ``"bool"``, ``"string"``, ``"date"``, the name of an enumeration, or ``"list(...)"`` of
    one of them."""
    unit: str
    """``"days"``, ``"months"``, ``"seconds"``, ``"percent"``, the author's own, or empty."""
    documentation: str
    """What it means, in the words of the pack; may be empty."""


class Pack(Handle):
    """A pack whose every rule has been checked. Made by :func:`load_pack`.

    Never changes, so any number of threads may use one at once. It is freed when nobody refers to it any more, or
    earlier by :meth:`close` or the end of its ``with``; facts and assessments do not need it any longer. What is asked
    of a closed pack raises ValueError.
    """

    _noun = "pack"

    @property
    def id(self) -> str:
        """The name it gives itself: ``"iso27001-2022-a5.4"``."""
        return self._text(lib.assay_pack_id)

    @property
    def version(self) -> str:
        """Its own version, ``"1.0.0"``."""
        return self._text(lib.assay_pack_version)

    @property
    def digest(self) -> str:
        """``"sha256:..."`` of what the pack says, whatever its layout and comments."""
        return self._text(lib.assay_pack_digest)

    @property
    def parameters(self) -> Tuple[Parameter, ...]:
        """What :func:`assay.assess` may be given for it, in the order of the pack."""
        handle = self._open()
        found = (
            lib.assay_pack_parameter_at(handle, index) for index in range(lib.assay_pack_parameter_count(handle))
        )
        return tuple(
            Parameter(
                name=text(lib.assay_parameter_name(parameter)),
                type=text(lib.assay_parameter_type(parameter)),
                unit=text(lib.assay_parameter_unit(parameter)),
                documentation=text(lib.assay_parameter_documentation(parameter)),
            )
            for parameter in found
        )

    @property
    def warnings(self) -> Tuple[Diagnostic, ...]:
        """What is odd in the pack without being wrong."""
        handle = self._open()
        count = lib.assay_pack_warning_count(handle)
        return tuple(diagnostic(lib.assay_pack_warning_at(handle, index)) for index in range(count))

    def __repr__(self) -> str:
        return "<Pack, closed>" if self._handle is None else f"<Pack {self.id} {self.version}>"


def shipped_packs() -> Tuple[str, ...]:
    """The names of the packs that come with assay."""
    return texts(lib.assay_shipped_pack_count(), lib.assay_shipped_pack_name_at)


def load_pack(source: PackSource) -> Pack:
    """Reads a pack and checks it whole.

    ``source`` is one of

    - the name of a shipped pack, see :func:`shipped_packs`: ``load_pack("iso27001-2022-a5.4")``;
    - a file, or a folder with a ``pack.yaml``: ``load_pack(pathlib.Path("acme"))``. A ``str`` that names no shipped
      pack is taken as a path as well;
    - the text itself, YAML or JSON: ``bytes``, or a ``str`` with a line end or a brace in it.

    The text is not needed any longer once this returns. Other Python threads run while the pack is read.

    Raises :class:`PackError`: with every fault that was found, or ``not_found`` for a name that is neither a pack nor a
    file. A path object that cannot be read raises OSError.
    """
    if isinstance(source, str):
        if "\n" in source or "{" in source:
            return _read(source, "")
        if source in shipped_packs() or not os.path.exists(source):
            return _shipped(source)
        return _from_file(pathlib.Path(source))
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _read(source, "")
    return _from_file(pathlib.Path(source))


def _from_file(path: pathlib.Path) -> Pack:
    if path.is_dir():
        path = path / "pack.yaml"
    return _read(path.read_bytes(), name_of(path))


def _read(source: Union[str, BytesLike], file: str) -> Pack:
    content, name = given(source), given(file)
    return Pack(
        made(
            "pack",
            lambda out: lib.assay_pack_load(content, len(content), name, len(name), out),
            PackError,
        )
    )


def _shipped(name: str) -> Pack:
    wanted = given(name)
    return Pack(made("pack", lambda out: lib.assay_pack_shipped(wanted, len(wanted), out), PackError))
