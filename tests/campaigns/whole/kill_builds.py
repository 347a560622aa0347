"""Kills `mkdocs build` at random moments while readers poll: `python tests/campaigns/whole/kill_builds.py [COUNT [SEED]]`.

Whatever moment it is, readers get the old site or the new one, each whole; ends with 1 if they ever did not.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["NO_MKDOCS_2_WARNING"] = "1"

from repository import claim, repository
from test_whole import kill_builds


def main(count: int = 200, seed: int = 656) -> None:
    """Print how often pages were read, and what was lost, cut, mixed or left behind."""
    with tempfile.TemporaryDirectory() as folder:
        reads, wrong = kill_builds(repository(Path(folder), {"cost": claim()}), count, seed)
    print(f"{count} builds killed, {reads:,} pages read meanwhile; {len(wrong)} lost, cut or mixed")
    print("".join(f"{line}\n" for line in wrong[:20]), end="")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
