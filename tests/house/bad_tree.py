"""A small repository made for one test of a check, and the check run over it."""
import contextlib
import io
import pathlib
import tempfile
import unittest
from collections.abc import Callable


class BadTree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run_check(self, main: Callable[..., int], *arguments) -> tuple[int, str]:
        """The exit status and all that was printed."""
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            try:
                status = main(*arguments)
            except SystemExit as stop:
                return 1, str(stop.code)
        return status, output.getvalue()
