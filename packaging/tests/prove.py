#!/usr/bin/env python3
"""Tries every package in `dist/` as a user would: `prove.py [deb|run|appimage|setup|msi|zip]`. Linux, as root; minutes.

Needs debootstrap, Xvfb, weston, imagemagick, x11-utils, strace; for Windows wine. Pictures are left beside the roots.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "packaging" / "tests")]

import prove_linux  # noqa: E402 - the path has to be set first
import prove_windows  # noqa: E402
from trial import Trial  # noqa: E402

Proof = Callable[[Trial], None]
PROOFS: dict[str, tuple[str, Proof]] = {
    "deb": ("*.deb", prove_linux.prove_deb),
    "run": ("*.run", prove_linux.prove_run),
    "appimage": ("*.AppImage", prove_linux.prove_appimage),
    "setup": ("*-setup.exe", prove_windows.prove_setup),
    "msi": ("*.msi", prove_windows.prove_msi),
    "zip": ("*-portable.zip", prove_windows.prove_portable),
}


def main(words: list[str]) -> int:
    """Proves what was asked for; stops at the first thing that does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", nargs="*", help=f"what to try: {', '.join(PROOFS)} (everything that was built)")
    parser.add_argument("--where", type=Path, default=ROOT / "build" / "proofs", help="where to make roots")
    parser.add_argument("--suite", default="bookworm", help="the system for the Linux packages: bookworm, jammy, …")
    options = parser.parse_args(words)
    options.where.mkdir(parents=True, exist_ok=True)
    for kind in options.kind or PROOFS:
        pattern, proof = PROOFS[kind]
        for package in sorted((ROOT / "dist").glob(pattern)):
            print(f"== {package.name}", flush=True)
            start = time.monotonic()
            proof(Trial(package, options.where, ROOT / "diagrams" / "core-mechanism.yaml", options.suite))
            print(f"== {package.name} holds; {time.monotonic() - start:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
