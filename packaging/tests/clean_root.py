#!/usr/bin/env python3
"""Tries the two commands of dev.py as a newcomer would: in a bare Debian with nothing but Python. Linux, as root.

Needs debootstrap. Where packages come from is this machine's own set-up, copied into the root when the test runs.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bare_root import carry, copy, mirror

ROOT = Path(__file__).resolve().parents[2]
HOME = "/root"
# The machine's answers to "where from": name servers, certificates, apt's sources, pip's configuration.
APT = ("etc/apt/sources.list", "etc/apt/sources.list.d")
CARRIED = (*APT, "etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt", "etc/pip.conf")
PIP_OF_USER = (".config/pip", ".pip")
# The mounts live in a namespace of their own: they are gone when the command ends, whatever happens to it.
ENTER = 'root=$1 who=$2 && shift 2 && mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" &&'
ENTER += ' exec chroot --userspec="$who" "$root" "$@"'
NOBODY = "65534:65534"


def main() -> int:
    """Make the root, try the commands, print the times; the exit code of the first command that failed."""
    options = _parser().parse_args()
    folder = Path(tempfile.mkdtemp(prefix="calcviewer-root-", dir=options.where))
    folder.chmod(0o755)
    try:
        _timed("bare Debian", ["debootstrap", *_bootstrap(options.suite), str(folder), mirror()], quiet=True)
        _carry(folder, options.suite)
        project = shutil.copytree(ROOT, folder / "project", ignore=_ignored())
        _timed("Python in the root", _entering(folder, ["python3", "-V"]))
        if not _is_user_told_what_to_do(folder):
            return 1
        commands = options.command or ["test", "run"]
        codes = [_timed(f"dev.py {line}", _entering(folder, ["python3", "dev.py", *line.split()])) for line in commands]
        print("\n".join(str(path.relative_to(project)) for path in sorted(project.glob("out/**/*.*"))))
        return next(filter(None, codes), 0)
    finally:
        if options.keep:
            print(f"The root is kept: {folder}")
        else:
            shutil.rmtree(folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", nargs="*", help="commands of dev.py to try, each in quotes (test, run)")
    parser.add_argument("--suite", default="bookworm", help="the Debian to try (bookworm, with Python 3.11)")
    parser.add_argument("--where", type=Path, help="where to make the root (the folder for temporary files)")
    parser.add_argument("--keep", action="store_true", help="leave the root there for a look")
    return parser


def _bootstrap(suite: str) -> list[str]:
    return ["--variant=minbase", "--include=python3,ca-certificates", suite]


def _ignored() -> Callable[[str, list[str]], set[str]]:
    patterns = [line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines()]
    return shutil.ignore_patterns(".git", *filter(None, patterns))


def _carry(folder: Path, suite: str) -> None:
    carry(CARRIED, folder, suite)
    for name in PIP_OF_USER:
        copy(Path.home() / name, folder / HOME.strip("/") / name)


def _entering(folder: Path, command: Sequence[str], *, as_root: bool = True) -> list[str]:
    """The command line that runs a command inside, in the project's folder, with a newcomer's environment."""
    pip = [f"{name}={value}" for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_CERT_"))]
    fresh = ["env", "-i", f"HOME={HOME}", "LANG=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", *pip]
    inside = ["sh", "-c", 'cd /project && exec "$@"', "sh", *command]
    namespace = ["unshare", "--mount", "--pid", "--fork", "sh", "-c", ENTER, "sh"]
    return [*namespace, str(folder), "0:0" if as_root else NOBODY, *fresh, *inside]


def _is_user_told_what_to_do(folder: Path) -> bool:
    """Without the right to install, dev.py stops with the exact command to type."""
    command = _entering(folder, ["python3", "dev.py", "run"], as_root=False)
    result = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    is_told = result.returncode == 1 and "sudo apt-get install" in result.stdout and "Traceback" not in result.stderr
    print(
        f"==== dev.py run without rights: {'says what to do' if is_told else 'FAILED'}\n{result.stdout}{result.stderr}"
    )
    return is_told


def _timed(title: str, command: Sequence[str], *, quiet: bool = False) -> int:
    print(f"==== {title}", flush=True)
    start = time.monotonic()
    result = subprocess.run(
        command, stdout=subprocess.DEVNULL if quiet else None, stdin=subprocess.DEVNULL, check=False
    )
    print(f"==== {title}: exit code {result.returncode} after {time.monotonic() - start:.0f} s", flush=True)
    if quiet and result.returncode:
        sys.exit(result.returncode)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
