"""The package as such: its version, its types, its declarations, its documentation."""

from __future__ import annotations

import ast
import doctest
import importlib.metadata
import importlib.util
import inspect
import os
import pathlib
import re
import subprocess
import sys
import types

import cffi
import pytest

import assay

from conftest import REPOSITORY

PACKAGE = REPOSITORY / "bindings" / "python"
CALLABLE = (types.FunctionType, types.MethodType)


def test_the_version_is_that_of_the_library_and_of_the_repository() -> None:
    assert importlib.metadata.version("assay-grc") == assay.__version__
    build = (REPOSITORY / "CMakeLists.txt").read_text(encoding="utf-8")
    assert f"VERSION {assay.__version__}\n" in build


def test_types_are_strict() -> None:
    script = REPOSITORY / "examples" / "embed_python" / "assess.py"
    checked = [PACKAGE / "src" / "assay", script, *sorted((PACKAGE / "tests").glob("*.py"))]
    build = os.environ.get("ASSAY_TEST_BUILD")
    cache = REPOSITORY / build / "mypy" if build else os.devnull  # What has not changed is not looked at again.
    done = subprocess.run(
        [sys.executable, "-m", "mypy", f"--cache-dir={cache}", *checked],
        cwd=PACKAGE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_is_whole() -> None:
    installed = {str(file) for file in importlib.metadata.files("assay-grc") or ()}
    sources = {f"assay/{source.name}" for source in (PACKAGE / "src" / "assay").glob("*.py*")}
    made = {"assay/libassay_c.so", "assay/libassay_capsules.so", "assay/_native.py", "assay/py.typed"}
    assert sources | made <= installed
    assert any(file.endswith(".dist-info/licenses/LICENSE") for file in installed)


def test_the_declarations_parse_and_hold_every_function() -> None:
    spec = importlib.util.spec_from_file_location("declarations", PACKAGE / "declarations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    header = (REPOSITORY / "capi" / "assay.h").read_text(encoding="utf-8")
    ffi = cffi.FFI()
    ffi.cdef(module.declarations_of(header))
    from assay._library import lib

    functions = re.findall(r"^ASSAY_API [^;(]*?\b(assay_\w+)\(", header, re.MULTILINE)
    assert len(functions) > 50
    for function in functions:
        assert callable(getattr(lib, function)), function
    assert lib.ASSAY_ABI == lib.assay_abi()
    with pytest.raises(ValueError):
        module.declarations_of("#ifndef A\n")


def test_everything_public_is_documented() -> None:
    for name in assay.__all__:
        value = getattr(assay, name)
        if inspect.isfunction(value):
            assert value.__doc__, name
        elif inspect.isclass(value):
            assert value.__doc__ and not value.__doc__.startswith(f"{name}("), name
            for member_name, member in inspect.getmembers(value):
                if not member_name.startswith("_") and isinstance(member, (property, *CALLABLE)):
                    assert member.__doc__, f"{name}.{member_name}"


def test_every_field_of_a_value_is_documented() -> None:
    """A field has its text below it, where only readers of the source see it: so that is what is looked at."""
    fields = 0
    for source in sorted((PACKAGE / "src" / "assay").glob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef) or not node.decorator_list:
                continue
            for field, below in zip(node.body, [*node.body[1:], None]):
                if isinstance(field, ast.AnnAssign):
                    fields += 1
                    assert isinstance(below, ast.Expr), f"{source.name}:{field.lineno}: {node.name}"
    assert fields > 20


@pytest.mark.parametrize("page", ["bindings/python/README.md", "docs/python.md"])
def test_the_pages_about_it_are_true(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example is run, in order, and its output compared; ``...`` stands for anything."""
    if page.startswith("docs"):
        pytest.importorskip("pandas")
        pytest.importorskip("pyarrow")
    monkeypatch.chdir(REPOSITORY)
    done = doctest.testfile(str(REPOSITORY / page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert done.attempted > 10
    assert done.failed == 0


def test_the_wheel_is_for_every_python_and_works_anywhere(tmp_path: pathlib.Path) -> None:
    distribution = importlib.metadata.distribution("assay-grc")
    wheel = distribution.read_text("WHEEL")
    assert wheel is not None and re.search(r"^Tag: py3-none-(many)?linux", wheel, re.MULTILINE)
    script = "import assay; print(assay.load_pack(assay.shipped_packs()[0]).id)"
    done = subprocess.run([sys.executable, "-I", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == assay.shipped_packs()[0]
