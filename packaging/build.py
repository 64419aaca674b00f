#!/usr/bin/env python3
"""Builds packages into `dist/`: `python3 dev.py package [deb|tar|appimage|windows|macos|all]` starts it."""

import argparse
import importlib
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from installers import tools
from installers.files import sha256
from installers.product import DIST

KINDS = {
    "deb": ("linux", "deb"),
    "tar": ("linux", "self_installing"),
    "appimage": ("linux", "appimage"),
    "windows": ("windows", "windows_packages"),
    "macos": ("macos", "macos_packages"),
}
"""What can be asked for → the module that makes the bundle, and the one that wraps it."""


def main(words: list[str]) -> int:
    """Builds what was asked for, says how large it is, and writes the sums."""
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument("kind", nargs="*", help=f"what to build: {', '.join(KINDS)}, or all of them (all)")
    parser.add_argument("--system-packages", action="store_true", help="only name the Debian packages that are missing")
    options = parser.parse_args(words)
    kinds = list(KINDS) if "all" in (options.kind or ["all"]) else options.kind
    if unknown := set(kinds) - set(KINDS):
        parser.error(f"there is no package called {', '.join(sorted(unknown))}")
    if options.system_packages:
        print(*(tools.missing(kinds) if sys.platform == "linux" else []))
        return 0
    DIST.mkdir(exist_ok=True)
    for kind in kinds:
        start = time.monotonic()
        for path in build(kind):
            print(f"{path.stat().st_size / 1e6:7.1f} MB  {path.name}  ({time.monotonic() - start:.0f} s)", flush=True)
    write_sums()
    return 0


def build(kind: str) -> Iterable[Path]:
    """The packages of one kind."""
    bundle, wrapper = (importlib.import_module(f"installers.{name}") for name in KINDS[kind])
    found: Iterable[Path] = wrapper.packages(bundle.bundles())
    return found


def write_sums() -> None:
    """`SHA256SUMS`, in the form that `sha256sum --check` reads."""
    paths = sorted(path for path in DIST.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    text = "".join(f"{sha256(path)}  {path.name}\n" for path in paths)
    (DIST / "SHA256SUMS").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
