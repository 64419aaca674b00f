#!/usr/bin/env python3
"""Says why a release must not be published from here yet: `ready.py REPOSITORY_ADDRESS TAG`; exits with 1 then."""

import re
import sys
from typing import NamedTuple

from installers.product import HOMEPAGE, ID, MAINTAINER, ROOT, version


class Release(NamedTuple):
    """What a release says of itself."""

    homepage: str
    identity: str
    maintainer: str
    version: str
    changelog: str


def main(address: str, tag: str) -> int:
    """Prints what has to be set first, a line for each."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = problems(Release(HOMEPAGE, ID, MAINTAINER, version(), changelog), address, tag)
    print("\n".join(found) or "Ready.")
    return 1 if found else 0


def problems(release: Release, address: str, tag: str) -> list[str]:
    """What speaks against publishing this release from the repository at `address` under this tag."""
    owner = re.sub(r"[^a-z0-9]", "_", address.rstrip("/").split("/")[-2].lower())
    prefix = f"io.github.{owner}."
    holds = {
        f"HOMEPAGE in packaging/installers/product.py is not {address}": release.homepage.lower() == address.lower(),
        f"ID in packaging/installers/product.py belongs to somebody else: it does not begin with {prefix}":
            not release.identity.startswith("io.github.") or release.identity.lower().startswith(prefix),
        "MAINTAINER in packaging/installers/product.py has no address that can be written to":
            "noreply" not in release.maintainer and re.search(r"<[^@\s]+@[^@\s]+\.\w+>$", release.maintainer),
        f"the tag {tag} is not v{release.version}": tag == f"v{release.version}",
        f"CHANGELOG.md has no heading [{release.version}]": f"\n## [{release.version}]" in release.changelog,
    }  # fmt: skip
    return [problem for problem, is_met in holds.items() if not is_met]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
