"""Kills `annotate rebase --apply` at random moments, some of its files written: `python tests/campaigns/rebase/kill_rebase.py [COUNT [SEED]]`.

Whatever moment it is, the same command again must finish, and leave what an undisturbed run leaves.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from history import commit
from repository import claim, repository

CLAIMS = 40
ARTICLE = "".join(f"The council spent {n} million on bridge {n}.\n\n" for n in range(CLAIMS))
PAGE = "<article>" + ARTICLE.replace("The", "<p>The").replace("\n\n", "</p>\n") + "</article>"
TEXTS = {"txt": ARTICLE, "html": PAGE}


def command(new: str) -> list[str]:
    """What is killed, and run again."""
    return [sys.executable, "-m", "annotate", "rebase", "bridge", f"new.{new}", "--apply"]


def made(root: Path, old: str, new: str) -> Path:
    """A repository whose article changes in every sentence, beside the quotes: each claim gets an entry."""
    claims = {f"claim-{n}": claim(quote=f"on bridge {n}.") for n in range(CLAIMS)}
    repository(root, claims, TEXTS[old], suffix=old)
    revised = TEXTS[new].replace("million", "billion")
    (root / f"new.{new}").write_text(revised, encoding="utf-8")
    return root


def files(root: Path) -> dict[str, bytes]:
    """Everything in a repository but git's own files."""
    found = (file for file in root.rglob("*") if file.is_file() and ".git" not in file.parts)
    return {str(file.relative_to(root)): file.read_bytes() for file in found}


def main(count: int = 200, seed: int = 1) -> None:
    """Kill, run again, compare; print how many runs were killed in the middle and how many did not finish."""
    found = [killed(count // 4, random.Random(seed), old, new) for old in TEXTS for new in TEXTS]
    runs, middle, unfinished = map(sum, zip(*found, strict=True))
    print(
        f"{runs} killed, {middle} of them in the middle; {unfinished} not finished by a second run"
    )
    sys.exit(bool(unfinished))


def killed(count: int, draw: random.Random, old: str, new: str) -> tuple[int, int, int]:
    """The runs with a seed of one kind and a new text of another or the same: all, killed in the middle, not finished."""
    middle, unfinished = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        before = made(Path(folder) / "before", old, new)
        whole = Path(shutil.copytree(before, Path(folder) / "whole"))
        subprocess.run(command(new), cwd=whole, check=True, stdout=subprocess.DEVNULL)
        expected, untouched = files(whole), files(before)
        changed = sorted(path for path in expected if expected[path] != untouched.get(path))
        for number in range(count):
            root = Path(shutil.copytree(before, Path(folder) / "killed"))
            if number % 2:
                commit(root)
            watched = root / draw.choice(changed)
            first = _inode(watched)
            with subprocess.Popen(command(new), cwd=root, stdout=subprocess.DEVNULL) as process:
                while process.poll() is None and _inode(watched) == first:
                    pass
                time.sleep(draw.uniform(0, 0.002))
                process.kill()
            middle += files(root) not in (untouched, expected)
            again = subprocess.run(command(new), cwd=root, check=False, capture_output=True)
            unfinished += again.returncode != 0 or files(root) != expected
            shutil.rmtree(root)
    return count, middle, unfinished


def _inode(file: Path) -> int:
    """What changes as soon as a file is put into its place; 0 where there is none."""
    return file.stat().st_ino if file.exists() else 0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
