"""Imports Qt's binding without what a running program does not ask of it: half of the time and 4 MiB.

The binding carries Python that words its error messages and signatures, and imports parts of Python's library for it;
here that sleeps until somebody asks. And it reads the source of every module that is imported after it, in search of a
feature that this program does not use. WORKAROUND: none of it can be switched off, PYSIDE-2029 of bugreports.qt.io.
"""

import builtins
import sys
import threading
from types import ModuleType
from typing import Any

from calcviewer.app.lean_enums import hasten

ASLEEP = frozenset(
    f"shibokensupport/signature/{name}.py"
    for name in ("mapping", "errorhandler", "layout", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
)
"""Sources that the binding compiles when it is imported, and that nothing but a message or a signature needs."""
LIBRARY = ("bz2", "inspect", "lzma", "shutil", "tempfile", "traceback")
"""Modules of Python's library that it imports and does not use before the first message: 8 ms."""

# The binding's C side looks `update_mapping` up in the namespace itself, where no `__getattr__` is asked. Modules that
# have no such function do not mind.
_STUB = f"""\
from {__name__} import wake
def __getattr__(name): return wake(globals(), {{0!r}}, name)
def update_mapping(*args): return wake(globals(), {{0!r}}, "update_mapping")(*args)
"""
_sleeping: set[str] = set()
_lock = threading.RLock()


def import_binding() -> None:
    """Imports the widgets. What sleeps wakes when something of it is wanted; `import` stays Python's own."""
    hasten()
    plain_compile, plain_import = builtins.compile, builtins.__import__

    def compile_or_note(source: Any, filename: Any, mode: str, *rest: Any, **options: Any) -> Any:
        if filename not in ASLEEP:
            return plain_compile(source, filename, mode, *rest, **options)
        _sleeping.add(filename)
        return plain_compile(_STUB.format(filename), filename, mode)

    put_to_sleep(*LIBRARY)
    inspect = sys.modules.get("inspect")
    if inspect is not None and "inspect" in _sleeping:
        inspect.getsource = _no_source  # type: ignore[attr-defined]  # what it would look for the feature in
    builtins.compile = compile_or_note
    try:
        import PySide6.QtWidgets  # noqa: F401
    finally:
        builtins.compile, builtins.__import__ = plain_compile, plain_import
        if inspect is not None and vars(inspect).get("getsource") is _no_source:
            del inspect.getsource


def wake(namespace: dict[str, Any], filename: str, name: str) -> Any:
    """Runs what sleeps under `filename` in its module's namespace, once, and gives the `name` that was asked for."""
    if name.startswith("__"):
        raise AttributeError(name)  # the import system asks for these; they are no reason to wake
    with _lock:
        if filename in _sleeping:
            _sleeping.discard(filename)
            source = namespace["__loader__"].zfile.read(filename)
            exec(compile(source, filename, "exec"), namespace)
            del namespace["__getattr__"]  # only now: another thread may ask meanwhile, and waits here
    return _found(namespace, name)


def put_to_sleep(*names: str) -> None:
    """Puts modules in their places that are not run before something of them is wanted."""
    for name in names:
        _put_to_sleep(name)


def _put_to_sleep(name: str) -> None:
    """One of them, if it is not there yet; a package may not have it at all."""
    from importlib.util import find_spec, module_from_spec

    spec = find_spec(name) if name not in sys.modules else None
    if spec is None or spec.loader is None:
        return
    module, run = module_from_spec(spec), spec.loader.exec_module

    def wake_module(wanted: str) -> Any:
        if wanted == "__path__":
            raise AttributeError(wanted)  # asked at every import from it
        with _lock:
            if name in _sleeping:
                _sleeping.discard(name)
                run(module)
                del module.__getattr__
        return _found(vars(module), wanted)

    _sleeping.add(name)
    module.__getattr__ = wake_module  # type: ignore[method-assign]
    sys.modules[name] = module


def _found(namespace: dict[str, Any], name: str) -> Any:
    try:
        return namespace[name]
    except KeyError:
        raise AttributeError(name) from None


def _no_source(module: ModuleType) -> str:
    """Says what `inspect` says of a module without a source."""
    raise OSError(module.__name__)
