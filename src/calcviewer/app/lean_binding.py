"""Imports Qt's binding without what a running program does not ask of it: half of the time and 4 MiB.

The binding carries Python that words its error messages and signatures; here that sleeps until somebody asks. And it
reads the source of every module that is imported after it, in search of a feature that this program does not use.
WORKAROUND: both are done at import and cannot be switched off, https://bugreports.qt.io/browse/PYSIDE-2029.
"""

import builtins
import linecache
import threading
from typing import Any

ASLEEP = frozenset(
    f"shibokensupport/signature/{name}.py"
    for name in ("mapping", "errorhandler", "layout", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
)
"""Sources that the binding compiles when it is imported, and that nothing but a message or a signature needs."""

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
    plain_compile, plain_import = builtins.compile, builtins.__import__

    def compile_or_note(source: Any, filename: Any, mode: str, *rest: Any, **options: Any) -> Any:
        if filename not in ASLEEP:
            return plain_compile(source, filename, mode, *rest, **options)
        _sleeping.add(filename)
        return plain_compile(_STUB.format(filename), filename, mode)

    builtins.compile = compile_or_note
    try:
        import PySide6.QtWidgets  # noqa: F401
    finally:
        builtins.compile, builtins.__import__ = plain_compile, plain_import
    linecache.clearcache()  # the sources that it has read meanwhile


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
    try:
        return namespace[name]
    except KeyError:
        raise AttributeError(name) from None
