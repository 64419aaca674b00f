"""A bare Debian or Ubuntu in a folder, and commands inside it; its mounts are gone as soon as a command ends."""

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# The machine's answers to "where from": name servers, certificates, apt's sources.
CARRIED = ("etc/apt/sources.list", "etc/apt/sources.list.d", "etc/apt/apt.conf.d", "etc/resolv.conf", "etc/hosts",
           "etc/ssl/certs/ca-certificates.crt")  # fmt: skip
UBUNTU = ("jammy",)
"""The suites that are no Debian."""
ENTER = 'root=$1 who=$2 && shift 2 && mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" &&'
ENTER += ' for shared in /tmp/.X11-unix /tmp/.wayland-tried; do if [ -d "$shared" ]; then mkdir -p "$root$shared" &&'
ENTER += ' mount --bind "$shared" "$root$shared" || exit; fi; done &&'
ENTER += ' exec chroot --userspec="$who" "$root" "$@"'
USER = "1000:1000"
PUPIL = str(Path("/home", "pupil"))
OUTSIDE = ("proc", "dev", "sys", "tmp", "run", "var/cache", "var/log", "var/lib/apt", "var/lib/dpkg")
"""What a listing of the root leaves out: it changes by itself."""


class BareRoot:
    """One root, made of a kept copy of the smallest system there is."""

    def __init__(self, folder: Path, suite: str = "bookworm") -> None:
        self.folder = folder
        kept = folder.parent / f"kept-{suite}"
        if not (kept / "etc/debian_version").is_file():
            options = ["--variant=minbase", "--components=main,universe"] if suite in UBUNTU else ["--variant=minbase"]
            command = ["debootstrap", *options, suite, str(kept), ubuntu(suite) if suite in UBUNTU else mirror()]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", str(kept), str(folder)], check=True)
        carry([name for name in CARRIED if suite not in UBUNTU or "apt" not in name], folder, suite)
        self.run("useradd --create-home --uid 1000 pupil")

    def run(
        self, command: str, *, user: bool = False, offline: bool = False, variables: Mapping[str, str] | None = None,
        before: Sequence[str] = (),
    ) -> str:  # fmt: skip
        """What a command of the shell says inside; stops with its output if it fails."""
        home = PUPIL if user else "/root"
        fresh = [f"HOME={home}", "LANG=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive"]
        fresh += [f"{name}={value}" for name, value in (variables or {}).items()]
        namespace = ["unshare", "--mount", "--pid", "--fork", *(["--net"] if offline else []), "sh", "-c", ENTER, "sh"]
        words = [
            *before,
            *namespace,
            str(self.folder),
            USER if user else "0:0",
            "env",
            "-i",
            *fresh,
            "sh",
            "-ec",
            command,
        ]
        result = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if result.returncode:
            sys.exit(f"FAILED in the bare root, exit code {result.returncode}: {command}\n{result.stdout[-4000:]}")
        return result.stdout

    def start(self, command: str, variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Starts a command as the user, and leaves it running."""
        fresh = [f"HOME={PUPIL}", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", *(f"{n}={v}" for n, v in variables.items())]
        namespace = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, "sh"]
        words = [*namespace, str(self.folder), USER, "env", "-i", *fresh, "sh", "-ec", f"exec {command}"]
        return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def give(self, source: Path, place: str) -> None:
        """Copies a file to a place inside, for everybody to read."""
        target = self.folder / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(0o755)

    def files(self) -> set[str]:
        """Every path inside that does not change by itself."""
        found = set()
        for place, folders, names in os.walk(self.folder):
            inside = Path(place).relative_to(self.folder).as_posix()
            folders[:] = [name for name in folders if f"{inside}/{name}".removeprefix("./") not in OUTSIDE]
            found |= {
                f"{inside}/{name}"
                for name in [*names, *folders]
                if f"{inside}/{name}".removeprefix("./") not in OUTSIDE
            }
        return found


def carry(names: Sequence[str], folder: Path, suite: str) -> None:
    """Copies files and folders of this machine into a root, whose apt then asks for its own suite."""
    for name in names:
        copy(Path("/", name), folder / name)
    here = platform.freedesktop_os_release()["VERSION_CODENAME"]
    for path in (folder / "etc/apt").glob("**/*.sources"):
        path.write_text(path.read_text().replace(here, suite))


def mirror() -> str:
    """The first address among this machine's apt sources."""
    sources = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for path in (path for path in sources if path.suffix in (".list", ".sources") and path.is_file()):
        found = re.search(r"^(?:deb\s+(?:\[[^]]*\]\s+)?|URIs:\s*)(\S+)", path.read_text(), re.MULTILINE)
        if found:
            return found[1]
    sys.exit("There is no apt source on this machine.")


def ubuntu(suite: str) -> str:
    """Where debootstrap's own script for a suite of Ubuntu says that it comes from."""
    script = Path("/usr/share/debootstrap/scripts", suite).read_text()
    found = re.search(r"^\s*\*\)\s+default_mirror (\S+)", script, re.MULTILINE)
    assert found, suite
    return found[1]


def copy(source: Path, target: Path) -> None:
    """A file, or a folder with all that its links lead to; what is not there is left out."""
    if source.is_dir():
        shutil.copytree(source, target, symlinks=False, dirs_exist_ok=True, ignore_dangling_symlinks=True)
    elif source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
