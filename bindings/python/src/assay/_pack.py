"""Packs: the rules of a framework."""

from __future__ import annotations

import json
import os
import pathlib
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Sequence, Tuple, Union

from . import _loader
from ._definitions import CheckDefinition, ControlDefinition, TrapDefinition, check, control, trap
from ._errors import AssayError, Diagnostic, PackError
from ._handle import Handle
from ._json import json_of
from ._library import BytesLike, diagnostic, given, lib, listed, name_of, text, texts, texts_of, written
from ._loader import PackLimits

if TYPE_CHECKING:
    from . import document
    from ._native_function import Native

PackSource = Union[str, BytesLike, "os.PathLike[str]", Mapping[str, Any]]

# A file of texts beside a pack.yaml, as the command line finds them.
_TEXTS_FILE = re.compile(r"texts\.[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\.yaml")


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
    default: Any
    """The value it has unless it is set: bool, int, Decimal, str, or a list of them."""
    minimum: Optional[int]
    """The least that an int may be; None where there is no bound."""
    maximum: Optional[int]
    """The most that an int may be; None where there is no bound."""


class Pack(Handle):
    """A pack whose every rule has been checked. Made by :func:`load_pack`, or by :meth:`from_dict`.

    Never changes, so any number of threads may use one at once. It is freed when nobody refers to it any more, or
    earlier by :meth:`close` or the end of its ``with``; facts and assessments do not need it any longer. What is asked
    of a closed pack raises ValueError.
    """

    _noun = "pack"

    @classmethod
    def from_dict(
        cls,
        content: Union[document.Pack, Mapping[str, Any]],
        *,
        file: str = "",
        natives: Sequence[Native[Any]] = (),
        uses: Sequence[PackSource] = (),
        texts: Sequence[PackSource] = (),
        tailoring: Optional[PackSource] = None,
        limits: Optional[PackLimits] = None,
    ) -> Pack:
        """A pack that is written in Python: a dict that holds what the YAML would.

        :mod:`assay.document` has a type for every part of it, so that editors and mypy know its members;
        :mod:`assay.cel` writes rules as Python expressions. The same pack as YAML has the same digest, and the same
        assessments byte for byte. ``file`` is what diagnostics call it; the rest is as for :func:`load_pack`.

        Raises :class:`PackError` with every fault, TypeError or ValueError for what JSON has no form for.
        """
        if not isinstance(content, Mapping):
            raise TypeError(f"a pack is written as a dict, not as {type(content).__name__}")
        return cls(_loader.load(json_of(content), file, _extras(natives, uses, texts, tailoring, limits)))

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
        return listed("pack_parameter", self._open(), _parameter)

    @property
    def title(self) -> str:
        """One line for people, in the pack's main language, like every text of a pack."""
        return self._text(lib.assay_pack_title)

    @property
    def record_types(self) -> Tuple[str, ...]:
        """The names of the record types that facts for this pack may have, shipped and its own."""
        return texts_of("pack_record_type", self._open())

    @property
    def functions(self) -> Tuple[str, ...]:
        """The names of the host's functions that it needs; see :func:`assay.native`."""
        return texts_of("pack_function", self._open())

    @property
    def controls(self) -> Tuple[ControlDefinition, ...]:
        """What it assesses, with its items, in the order of the pack."""
        return listed("pack_control", self._open(), control)

    @property
    def traps(self) -> Tuple[TrapDefinition, ...]:
        """Its looks for papers that are not lived, in the order of the pack."""
        return listed("pack_trap", self._open(), trap)

    @property
    def checks(self) -> Tuple[CheckDefinition, ...]:
        """Its reality checks, in the order of the pack; of interviews, :func:`assay.sample` says whom to ask."""
        return listed("pack_check", self._open(), check)

    def to_yaml(self) -> str:
        """The pack in the one form that the library writes: comments are gone, the digest is the same."""
        handle = self._open()
        return written(lambda out: lib.assay_pack_write(handle, out), AssayError)

    def facts_schema(self) -> Dict[str, Any]:
        """The JSON Schema (2020-12) of facts for this pack, with the record types that it declares."""
        handle = self._open()
        result: Dict[str, Any] = json.loads(written(lambda out: lib.assay_facts_json_schema(handle, out), AssayError))
        return result

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


def pack_schema() -> Dict[str, Any]:
    """The JSON Schema (2020-12) of packs, for editors."""
    result: Dict[str, Any] = json.loads(written(lib.assay_pack_json_schema, AssayError))
    return result


def load_pack(
    source: PackSource,
    *,
    natives: Sequence[Native[Any]] = (),
    uses: Sequence[PackSource] = (),
    texts: Sequence[PackSource] = (),
    tailoring: Optional[PackSource] = None,
    limits: Optional[PackLimits] = None,
) -> Pack:
    """Reads a pack and checks it whole.

    ``source`` is one of

    - the name of a shipped pack, see :func:`shipped_packs`: ``load_pack("iso27001-2022-a5.4")``;
    - a file, or a folder with a ``pack.yaml``: ``load_pack(pathlib.Path("acme"))``. A ``str`` that names no shipped
      pack is taken as a path as well;
    - the text itself, YAML or JSON: ``bytes``, or a ``str`` with a line end or a brace in it;
    - a dict, as :meth:`Pack.from_dict` takes it.

    ``natives`` are the functions that the pack names under ``native``, made with :func:`assay.native`. ``uses`` are packs
    that it may name under its own ``uses``, in any of the forms but a shipped pack's name: those are found anyway.
    ``texts`` are the pack's texts in other languages, in the format ``assay.texts/1``: files, their text, or dicts.
    Those that stand beside a ``pack.yaml`` (``texts.de.yaml``) are found anyway, as are a shipped pack's; ``language``
    of :func:`assay.assess` asks for one.
    ``tailoring`` is what an organisation changes of a pack that is not its own, in the format ``assay.tailoring/1``: a
    file, its text, or a dict; assessments tell it (:attr:`Assessment.tailoring`).
    ``limits`` are what the pack may be at the most, where the usual is too much or too little.

    The text is not needed any longer once this returns. Other Python threads run while the pack is read.

    Raises :class:`PackError`: with every fault that was found, or ``not_found`` for a name that is neither a pack nor a
    file. A path object that cannot be read raises OSError.
    """
    extras = _extras(natives, uses, texts, tailoring, limits)
    if isinstance(source, str) and not _is_text(source):
        if source in shipped_packs() or not os.path.exists(source):
            return Pack(_loader.shipped(source, extras))
        source = pathlib.Path(source)
    content, file = _text_of(source)
    beside = [] if isinstance(source, Mapping) else _texts_beside(source)
    return Pack(_loader.load(content, file, extras._replace(texts=[*beside, *extras.texts])))


def _extras(
    natives: Sequence[Native[Any]],
    uses: Sequence[PackSource],
    texts_of_pack: Sequence[PackSource],
    tailoring: Optional[PackSource],
    limits: Optional[PackLimits],
) -> _loader.Extras:
    for native in natives:
        if not hasattr(native, "_add_to"):
            raise TypeError(f"natives are made with assay.native; {type(native).__name__} is none")
    if limits is not None and not isinstance(limits, PackLimits):
        raise TypeError(f"limits are assay.PackLimits; {type(limits).__name__} is none")
    if isinstance(uses, (str, bytes, Mapping)):
        raise TypeError("uses must be a list of packs")
    if isinstance(texts_of_pack, (str, bytes, Mapping)):
        raise TypeError("texts must be a list of files or texts")
    return _loader.Extras(
        natives,
        [_text_of(_path_or_text(source)) for source in uses],
        [_text_of(_path_or_text(source)) for source in texts_of_pack],
        None if tailoring is None else _text_of(_path_or_text(tailoring)),
        limits,
    )


def _path_or_text(source: PackSource) -> PackSource:
    return pathlib.Path(source) if isinstance(source, str) and not _is_text(source) else source


def _is_text(source: str) -> bool:
    return "\n" in source or "{" in source


def _text_of(source: PackSource) -> Tuple[Union[str, BytesLike], str]:
    """The text, and what to call it."""
    if isinstance(source, (str, bytes, bytearray, memoryview)):
        return source, ""
    if isinstance(source, Mapping):
        return json_of(source), ""
    path = pathlib.Path(source)
    if path.is_dir():
        path = path / "pack.yaml"
    return path.read_bytes(), name_of(path)


def _texts_beside(source: PackSource) -> Sequence[Tuple[BytesLike, str]]:
    """The texts that stand beside a pack.yaml, by name."""
    if isinstance(source, (str, bytes, bytearray, memoryview, Mapping)):
        return []
    path = pathlib.Path(source)
    if path.is_dir():
        path = path / "pack.yaml"
    if path.name != "pack.yaml":
        return []
    files = sorted(file for file in path.parent.iterdir() if _TEXTS_FILE.fullmatch(file.name))
    return [(file.read_bytes(), name_of(file)) for file in files]


def _parameter(pointer: Any) -> Parameter:
    return Parameter(
        name=text(lib.assay_parameter_name(pointer)),
        type=text(lib.assay_parameter_type(pointer)),
        unit=text(lib.assay_parameter_unit(pointer)),
        documentation=text(lib.assay_parameter_documentation(pointer)),
        default=json.loads(text(lib.assay_parameter_default(pointer)), parse_float=Decimal),
        minimum=lib.assay_parameter_minimum(pointer) if lib.assay_parameter_has_minimum(pointer) else None,
        maximum=lib.assay_parameter_maximum(pointer) if lib.assay_parameter_has_maximum(pointer) else None,
    )
