"""Loading packs, with what text alone does not have: other packs, functions of the host, a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Sequence, Tuple, Union

from . import _log
from ._calls import calls
from ._errors import PackError
from ._library import BytesLike, done, given, lib, made
from ._native import ffi

if TYPE_CHECKING:
    from ._native_function import Native

Text = Tuple[Union[str, BytesLike], str]


class Extras(NamedTuple):
    """What there is besides the pack's own text."""

    natives: Sequence[Native[Any]] = ()
    uses: Sequence[Text] = ()
    texts: Sequence[Text] = ()
    tailoring: Optional[Text] = None


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
