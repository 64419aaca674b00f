#!/usr/bin/env python3
"""Gathers what the release workflow built: `release.py FOUND OUT` fills OUT, writes the sums and `notes.md`."""

import re
import shutil
import sys
from pathlib import Path

from installers.files import sha256
from installers.product import NAME, ROOT, version

PACKAGES = (".deb", ".run", ".AppImage", ".exe", ".zip", ".msi", ".dmg")
BUILT_TWICE = "windows-from-linux"
"""Built to be tried, not to be published."""


def main(found: Path, output: Path) -> int:
    """Does it."""
    output.mkdir(parents=True, exist_ok=True)
    for path in sorted(path for path in found.rglob("*") if path.is_file() and BUILT_TWICE not in path.parts):
        if path.name.endswith(PACKAGES):
            shutil.copy(path, output / path.name)
        elif path.name == "sbom.cdx.json":
            system = path.relative_to(found).parts[0]
            shutil.copy(path, output / f"{NAME}-{version()}-{system}.cdx.json")
    lines = [f"{sha256(path)}  {path.name}\n" for path in sorted(output.iterdir()) if path.name != "SHA256SUMS"]
    (output / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    Path("notes.md").write_text(notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version()), encoding="utf-8")
    return 0


def notes(changelog: str, number: str) -> str:
    """What the changelog says of a version; of the next one, where it has no heading of its own yet."""
    for title in (re.escape(number), "Unreleased"):
        found = re.search(rf"^## \[{title}\][^\n]*\n(.*?)(?=^## \[|\Z)", changelog, re.MULTILINE | re.DOTALL)
        if found:
            return found[1].strip() + "\n"
    return ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
