"""The first module that a packaged program runs: imports what a start needs from one file instead of two hundred.

The same bytecode lies beside it as files, and counts if `start.modules` is taken away: so a changed part is tried.
Nothing is imported here that the interpreter does not have in itself.
"""

import _io
import _thread
import gc
import marshal
import os
import sys
from _frozen_importlib import ModuleSpec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

FILE = "start.modules"
BINDING = "shibokensupport"
"""Qt's binding imports this part of itself, throws it away and imports it again; here the second time is the first."""


class StartModules:
    """Finds and loads the modules of one file. Any other is left to Python's own ways."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._file = _io.FileIO(folder + FILE)
        self._lock = _thread.allocate_lock()
        self._binding: dict[str, ModuleType] = {}
        self._start = int.from_bytes(self._file.read(4), "little")
        self._places: dict[str, tuple[str, bool, int, int]] = marshal.loads(self._file.read(self._start))

    def close(self) -> None:
        """Ends it; a program that runs never does."""
        self._file.close()

    def find_spec(self, name: str, _path: "Sequence[str] | None" = None, _old: object = None) -> ModuleSpec | None:
        """Where a module is, if it is in the file."""
        if (place := self._places.get(name)) is None:
            return None
        file = self._folder + place[0]
        spec = ModuleSpec(name, self, origin=file, is_package=place[1])  # type: ignore[arg-type] # no base: it costs
        spec.has_location, spec.cached = True, file
        if place[1]:
            spec.submodule_search_locations = [file[: -len("/__init__.pyc")]]
        return spec

    def create_module(self, spec: ModuleSpec) -> "ModuleType | None":
        """What the binding had before; None for a new one."""
        return self._binding.get(spec.name)

    def exec_module(self, module: "ModuleType") -> None:
        """Runs a module, once."""
        name = module.__name__
        if name not in self._binding:
            if name.startswith(BINDING):
                self._binding[name] = module
            exec(self.get_code(name), module.__dict__)

    def get_code(self, name: str) -> "CodeType":
        """The bytecode of a module."""
        _file, _is_package, offset, size = self._places[name]
        code: CodeType = marshal.loads(self._read(size, 4 + self._start + offset))
        return code

    if sys.platform == "win32":

        def _read(self, size: int, place: int) -> bytes:
            with self._lock:
                self._file.seek(place)
                return self._file.read(size)

    else:

        def _read(self, size: int, place: int) -> bytes:
            # A copy of the process has the same file, with one place in it for both: they would read past each other.
            return os.pread(self._file.fileno(), size, place)


def main() -> None:
    """Runs the program."""
    sys.frozen = True  # type: ignore[attr-defined] # by this `paths` knows a package
    if hasattr(sys, "setdlopenflags"):
        sys.setdlopenflags(os.RTLD_LAZY)  # of the thousands of functions of Qt a start calls few
    folder = __file__.removesuffix("calcviewer_start.pyc")
    if os.path.exists(folder + FILE):  # noqa: PTH110 # pathlib would be the first thing to be read from it
        sys.meta_path.insert(0, StartModules(folder))
    gc.disable()  # what is imported lives
    from calcviewer.cli import main as run

    gc.enable()
    code = run()
    if "threading" not in sys.modules:
        _end(code)
    sys.exit(code)


def _end(code: int) -> None:
    """Ends a program at once that only handed a file to the open window: it waits for nothing that is loaded ahead."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)
