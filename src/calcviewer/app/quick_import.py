"""Imports Qt faster: the binding compiles a dozen Python files at every start, here they are compiled once and kept.

What is kept is named by the source itself, so it can never be stale; if anything is amiss, Python compiles as always.
WORKAROUND: shiboken's embedded importer has no .pyc files (its `signature_bootstrap` calls `compile` every time).
"""

import builtins
import contextlib
import marshal
import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any

SHORTEST = 500
"""Shorter sources compile faster than a file is read."""


@contextlib.contextmanager
def compiled_once(folder: Path) -> Iterator[None]:
    """While this lasts, what `compile` makes of longer sources is kept in `folder` and found there again."""
    plain = builtins.compile

    def compile_once(source: Any, filename: Any, mode: str, *rest: Any, **options: Any) -> Any:
        if mode != "exec" or rest or options or not isinstance(source, str | bytes) or len(source) < SHORTEST:
            return plain(source, filename, mode, *rest, **options)
        path = folder / f"{_name(source, filename)}.code"
        code = _kept(path)
        if code is None:
            code = plain(source, filename, mode)
            _keep(path, code)
        return code

    builtins.compile = compile_once
    try:
        yield
    finally:
        builtins.compile = plain


def _name(source: str | bytes, filename: object) -> str:
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    return sha256(repr((sys.version, filename)).encode() + data).hexdigest()


def _kept(path: Path) -> CodeType | None:
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        code = marshal.loads(path.read_bytes())
        return code if isinstance(code, CodeType) else None
    return None


def _keep(path: Path, code: Any) -> None:
    with contextlib.suppress(OSError, ValueError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}.new")
        beside.write_bytes(marshal.dumps(code))
        beside.replace(path)
