"""The Linux packages in a bare Debian without Python: install, test, look, open by file type, go offline, remove."""

import re
import time
from pathlib import Path

from bare_root import PUPIL, BareRoot
from screen import display, picture, title, wait_for, wayland, wayland_picture, wayland_windows
from trial import Trial, say

INSTALL = "apt-get install -qy --no-install-recommends"
DIAGRAM = f"{PUPIL}/kelas 5 é/jalur saya.yaml"
HOST_LIBRARIES = (
    "libgl1 libegl1 libfontconfig1 libfreetype6 libdbus-1-3 libglib2.0-0 libx11-6 libx11-xcb1 libxcb1 libxcb-randr0 "
    "libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-render0 libxcb-xkb1 libwayland-client0 xz-utils"
)
"""What any desktop has; a bare Debian has not."""
SOCKET = re.compile(r"\bsocket\((?!AF_UNIX)(\w+)")


def prove_deb(trial: Trial) -> None:
    """`apt-get install ./calcviewer.deb` … `apt-get purge`."""
    root = BareRoot(trial.work / "deb", trial.suite)
    root.run(f"apt-get update -q; ! command -v python3; {INSTALL} shared-mime-info desktop-file-utils libglib2.0-bin")
    dependencies = re.search(r"Depends: (.*)", root.run(_given(root, trial.package, "dpkg-deb -I /tmp/package")))
    assert dependencies
    names = " ".join(_first(name) for name in dependencies[1].split(","))
    root.run(f"{INSTALL} {names}")
    before = root.files()
    root.run(f"mv /tmp/package /tmp/calcviewer.deb; {INSTALL} /tmp/calcviewer.deb")
    say("installed", root.run("dpkg-query -W -f '${Version}, ${Installed-Size} KiB' calcviewer"))
    assert "Everything works" in root.run("calcviewer self-test", user=True, variables={"QT_QPA_PLATFORM": "offscreen"})
    _offline(root, "calcviewer self-test", trial.work)
    root.give(trial.diagram, DIAGRAM)
    root.run(f"chown -R pupil {PUPIL}")
    kind = root.run(f"gio info -a standard::content-type '{DIAGRAM}'", user=True)
    assert "text/vnd.calcviewer.diagram+yaml" in kind, kind
    other = root.run(
        f"cd {PUPIL}; printf 'a: 1\\n' > other.yaml; gio info -a standard::content-type other.yaml", user=True
    )
    assert "calcviewer" not in other, other
    assert "calcviewer.desktop" in root.run("gio mime text/vnd.calcviewer.diagram+yaml", user=True)
    _window(root, f"gio launch /usr/share/applications/calcviewer.desktop '{DIAGRAM}'", _picture(trial, "deb"))
    _wayland(root, f"calcviewer '{DIAGRAM}'", _picture(trial, "deb-wayland"))
    root.run("dpkg --verify calcviewer; apt-get purge -qy calcviewer")
    left = {path for path in root.files() - before if not path.startswith(("home/", "root"))}
    assert not left, sorted(left)[:20]
    say("removed", "nothing is left but the user's files")


def prove_run(trial: Trial) -> None:
    """The installer of one user, who has no rights; then onto a stick."""
    root = _desktop(trial.work / "run", trial.suite)
    root.run(_given(root, trial.package, "true"))
    before = root.files()
    root.run("sh /tmp/package", user=True)
    say("installed", root.run("du -sm ~/.local/share/calcviewer", user=True))
    assert "Everything works" in root.run(
        "~/.local/bin/calcviewer self-test", user=True, variables={"QT_QPA_PLATFORM": "offscreen"}
    )
    root.run("sh /tmp/package", user=True)  # an update in place
    _offline(root, f"{PUPIL}/.local/bin/calcviewer self-test", trial.work)
    root.give(trial.diagram, DIAGRAM)
    root.run(f"chown -R pupil {PUPIL}")
    _window(root, f"{PUPIL}/.local/bin/calcviewer '{DIAGRAM}'", _picture(trial, "run"))
    _wayland(root, f"{PUPIL}/.local/bin/calcviewer '{DIAGRAM}'", _picture(trial, "run-wayland"))
    root.run("~/.local/share/calcviewer/uninstall.sh", user=True)
    left = {
        path
        for path in root.files() - before
        if not path.startswith(("home/pupil/.c", "home/pupil/kelas", "home/pupil/.local/share/calcviewer/"))
    }
    assert not {path for path in left if "calcviewer" in path.lower()}, sorted(left)[:20]
    root.run(f"sh /tmp/package --to '{PUPIL}/stick é'", user=True)
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    assert "Everything works" in root.run(
        f"'{PUPIL}/stick é/CalcViewer/calcviewer' self-test", user=True, variables=offscreen
    )
    assert (root.folder / "home/pupil/stick é/CalcViewer/settings/cache").is_dir(), "a stick keeps what it makes"
    say("removed", "nothing is left but the user's files; a stick keeps its own")


def prove_appimage(trial: Trial) -> None:
    """The one file, where it cannot be mounted."""
    root = _desktop(trial.work / "appimage", trial.suite)
    root.run(_given(root, trial.package, "true"))
    said = root.run(
        "/tmp/package --appimage-extract-and-run self-test", user=True, variables={"QT_QPA_PLATFORM": "offscreen"}
    )
    assert "Everything works" in said, said
    root.give(trial.diagram, DIAGRAM)
    root.run(f"chown -R pupil {PUPIL}")
    _window(root, f"env APPIMAGE_EXTRACT_AND_RUN=1 /tmp/package '{DIAGRAM}'", _picture(trial, "appimage"))


def _desktop(folder: Path, suite: str) -> BareRoot:
    root = BareRoot(folder, suite)
    root.run(f"apt-get update -q; {INSTALL} {HOST_LIBRARIES} shared-mime-info desktop-file-utils")
    return root


def _given(root: BareRoot, package: Path, command: str) -> str:
    root.give(package, "/tmp/package")
    return command


def _first(name: str) -> str:
    """The package to install for one dependency: the last of its alternatives is the older Debian's."""
    return name.rsplit("|", maxsplit=1)[-1].split("(", maxsplit=1)[0].strip()


def _offline(root: BareRoot, command: str, work: Path) -> None:
    """Without any network, and without asking for one."""
    log = work / "sockets.txt"
    before = ["strace", "-f", "-qq", "-e", "trace=socket", "-o", str(log)]
    said = root.run(command, user=True, offline=True, before=before, variables={"QT_QPA_PLATFORM": "offscreen"})
    assert "Everything works" in said, said
    asked = SOCKET.findall(log.read_text(errors="replace"))
    assert not asked, asked
    say("offline", f"works without a network, sockets of other kinds than local: {len(asked)}")


def _window(root: BareRoot, command: str, output: Path) -> None:
    """The window with the diagram that was asked for."""
    with display() as name:
        program = root.start(f'sh -c "{command}; sleep 60"', {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"})
        try:
            wait_for(lambda: "CalcViewer" in title(name), "a window")
            wait_for(
                lambda: "jalur saya" in title(name) or "Core" in title(name) or "inti" in title(name),
                f"the diagram ({title(name)})",
            )
            say("window", title(name))
            time.sleep(4)  # until the panels stand around the drawing
            picture(name, output)
        finally:
            program.kill()
            program.wait()


def _wayland(root: BareRoot, command: str, output: Path) -> None:
    """The same under Wayland."""
    with wayland() as socket:
        program = root.start(f'sh -c "{command}"', {"WAYLAND_DISPLAY": str(socket), "QT_QPA_PLATFORM": "wayland"})
        try:
            wait_for(lambda: "CalcViewer" in wayland_windows(), "a window under Wayland")
            time.sleep(4)  # until the panels stand around the drawing
            wayland_picture(output)
            say("Wayland", "a window")
        finally:
            program.kill()
            program.wait()


def _picture(trial: Trial, name: str) -> Path:
    return trial.work / "pictures" / f"{name}-{trial.suite}.png"
