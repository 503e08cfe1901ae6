"""Loading packs, with what text alone does not have: other packs, functions of the host, a log."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Sequence, Tuple, Union

from . import _log
from ._calls import calls
from ._errors import PackError
from ._library import BytesLike, done, given, lib, made
from ._native import ffi

if TYPE_CHECKING:
    from ._native_function import Native

Text = Tuple[Union[str, BytesLike], str]


@dataclass(frozen=True)
class PackLimits:
    """What a pack may be at the most. None is the usual limit; one above its ceiling is taken for the ceiling."""

    bytes: Optional[int] = None
    """Of a file. Usually 1 MiB; the ceiling is 64 MiB."""
    rules: Optional[int] = None
    """Expressions, those in texts included. 10,000; a million."""
    diagnostics: Optional[int] = None
    """That are told of it. 100; 10,000."""
    expression_code_points: Optional[int] = None
    """100,000; 10 million."""
    expression_depth: Optional[int] = None
    """Nesting of anything in an expression. 250; 1,000."""
    comprehension_depth: Optional[int] = None
    """Comprehensions within bodies of comprehensions. 4; 16."""
    pattern_bytes: Optional[int] = None
    """Memory of a regular expression, about. 8 MiB; 64 MiB."""


class Extras(NamedTuple):
    """What there is besides the pack's own text."""

    natives: Sequence[Native[Any]] = ()
    uses: Sequence[Text] = ()
    texts: Sequence[Text] = ()
    tailoring: Optional[Text] = None
    limits: Optional[PackLimits] = None


def load(content: Union[str, BytesLike], file: str, extras: Extras) -> Any:
    """An assay_pack from its text."""
    given_content, given_file = given(content), given(file)
    with calls:
        loader = _loader(extras)
        return made(
            "pack",
            lambda out: lib.assay_loader_load(
                loader, given_content, len(given_content), given_file, len(given_file), out
            ),
            PackError,
        )


def shipped(name: str, extras: Extras) -> Any:
    """An assay_pack that is built into the library."""
    wanted = given(name)
    with calls:
        loader = _loader(extras)
        return made("pack", lambda out: lib.assay_loader_shipped(loader, wanted, len(wanted), out), PackError)


def _loader(extras: Extras) -> Any:
    loader = made("loader", lib.assay_loader_new, PackError)
    log = _log.callback()
    if log is not None:
        done(lambda: lib.assay_loader_set_log(loader, log, ffi.NULL), PackError)
    if extras.limits is not None:
        limits = _limits(extras.limits)
        done(lambda: lib.assay_loader_set_limits(loader, limits), PackError)
    for native in extras.natives:
        native._add_to(loader)
    for content, file in extras.uses:
        given_content, given_file = given(content), given(file)
        done(
            lambda: lib.assay_loader_add_pack(loader, given_content, len(given_content), given_file, len(given_file)), PackError
        )
    for content, file in extras.texts:
        given_content, given_file = given(content), given(file)
        done(
            lambda: lib.assay_loader_add_texts(loader, given_content, len(given_content), given_file, len(given_file)),
            PackError,
        )
    if extras.tailoring is not None:
        content, file = extras.tailoring
        given_content, given_file = given(content), given(file)
        done(
            lambda: lib.assay_loader_set_tailoring(loader, given_content, len(given_content), given_file, len(given_file)),
            PackError,
        )
    return loader


def _limits(limits: PackLimits) -> Any:
    pointer = ffi.new("assay_pack_limits *")
    pointer.struct_size = ffi.sizeof("assay_pack_limits")
    for field in fields(limits):
        value = getattr(limits, field.name)
        if value is None:
            continue
        if not 1 <= value < 1 << 63:
            raise ValueError(f"{field.name} is {value}; a limit is 1 or more")
        setattr(pointer, field.name, value)
    return pointer
