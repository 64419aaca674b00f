"""What a package carries in words: licences, where the sources are, and the list of everything inside (CycloneDX)."""

import json
import uuid
from collections.abc import Iterable
from pathlib import Path

from installers.files import copy, files, put, sha256
from installers.product import HOMEPAGE, LICENCE, NAME, PACKAGING, ROOT, day, version
from installers.target import Target
from installers.wheels import Wheel

LICENCES = {
    "graphviz": "MIT",
    "graphviz-pure": "EPL-2.0 AND OFL-1.1 AND MIT",
    "pyside6-essentials": "LGPL-3.0-only",
    "pyyaml": "MIT",
    "shiboken6": "LGPL-3.0-only",
}


def write(folder: Path, target: Target, wheels: Iterable[Wheel], python: str) -> None:
    """The folder of licences of a bundle, for whoever looks at the files; the program shows the same under About."""
    copy(ROOT / "LICENSE", folder / "CalcViewer.txt")
    copy(ROOT / "docs" / "third-party.md", folder / "third-party.md")
    copy(PACKAGING / "SOURCES.txt", folder / "SOURCES.txt")
    for path in files(ROOT / "LICENSES"):
        copy(path, folder / path.name)
    put(folder / "sbom.cdx.json", bill_of_materials(folder.parent, target, wheels, python))


def bill_of_materials(folder: Path, target: Target, wheels: Iterable[Wheel], python: str) -> str:
    """What the bundle is made of, as CycloneDX 1.5."""
    components = [_component(wheel.distribution.removesuffix(".dist-info"), sha256(wheel.path)) for wheel in wheels]
    components.append(
        {
            "type": "platform", "name": "CPython", "version": python, "licenses": [{"expression": "PSF-2.0"}],
            "purl": f"pkg:generic/python@{python}",
        }
    )  # fmt: skip
    components += [_file(path, folder) for path in files(folder) if path.suffix in (".so", ".dll", ".pyd", ".dylib")]
    name = f"{NAME} {version()} {target.name}"
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{HOMEPAGE} {name} {day():%s}')}",
        "version": 1,
        "metadata": {
            "timestamp": f"{day():%Y-%m-%dT%H:%M:%SZ}",
            "component": {
                "type": "application", "bom-ref": name, "name": NAME, "version": version(),
                "licenses": [{"expression": LICENCE}],
            },
        },
        "components": components,
    }  # fmt: skip
    return json.dumps(document, indent=1, sort_keys=True) + "\n"


def _component(distribution: str, digest: str) -> dict[str, object]:
    name, _dash, number = distribution.rpartition("-")
    name = name.replace("_", "-").lower()
    return {
        "type": "library", "name": name, "version": number, "purl": f"pkg:pypi/{name}@{number}",
        "licenses": [{"expression": LICENCES[name]}], "hashes": [{"alg": "SHA-256", "content": digest}],
    }  # fmt: skip


def _file(path: Path, folder: Path) -> dict[str, object]:
    digest = {"alg": "SHA-256", "content": sha256(path)}
    return {"type": "file", "name": path.relative_to(folder).as_posix(), "hashes": [digest]}
