"""Puts one-line faults into the package and its scripts, and says which of them no test notices.

    python tests/faults.py [--all] [number] [seed] [room ...]

Each fault is one change, made in a clone. It meets the quick tests that run its line, the quickest of them first, until
one fails, and then the slow ones that name its module; a script's tests are those in the browser that load it. With
`--all`, a fault that lived through these meets all other tests, too, those that build whole sites last. A fault that
lives is printed with its file and line: it is a test to write, or a line to delete. The others are printed with the test
that noticed them, so that one can see whether it was the fault that it noticed. Named rooms alone get their faults of the
same draw. Which test file runs which lines is found out once for each commit, and kept in build/.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coverage import CoverageData
from coverage.exceptions import DataError
from fault_kinds import Fault, count, put

TESTS = Path(__file__).parent
ROOT = TESTS.parent
ROOMS = ("publishing", "checking", "editing", "browser")
FIRST = ("tests/test_golden_site.py", "tests/test_wordings.py", "tests/test_codes.py")
# Tests that build whole sites, drive a browser or start a server are slow, and go last.
_SLOW = re.compile(r"build_site|real_site|\bBrowser\b|mkdocs\", \"serve|zizmor")
BROWSER = {
    "reader": (
        "drawn",
        "article",
        "reader",
        "folding",
        "nothing_lost",
        "right_to_left",
        "passages",
        "hostile",
    ),
    "explorer": ("drawn", "explorer", "search", "indexes"),
    "form": ("rules", "drawn", "form_agrees", "change_claim", "contribute_form", "form_files"),
    "shared": ("drawn", "article", "reader", "explorer", "frame", "contribute_form", "search"),
}
BATCH = 4  # so many files are one run of pytest, before the others are another one
SECONDS = 900


class Lines(NamedTuple):
    """What a test file needs and touches: its seconds, and the lines that it runs of each module."""

    seconds: float
    lines: dict[str, list[int]]


class Trial:
    """A clone in which the tests run, with one fault at a time."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "clone"
        subprocess.run(["git", "clone", "-q", "--shared", str(ROOT), str(self.clone)], check=True)
        files = (
            f for f in (self.clone / "tests").glob("**/test_*.py") if "campaigns" not in f.parts
        )
        texts = {f.relative_to(self.clone).as_posix(): f.read_text("utf-8") for f in sorted(files)}
        self.slow = [
            test for test, text in texts.items() if "/browser/" in test or _SLOW.search(text)
        ]
        self.quick = [test for test in texts if test not in self.slow]

    def drawn(self, number: int, seed: int) -> Iterator[Fault]:
        """Faults by chance, equally many from each room."""
        chance = random.Random(seed)
        for room in ROOMS:
            files = sorted((self.clone / "annotate" / room).rglob("*.[jp][sy]"))
            sources = {f.relative_to(self.clone).as_posix(): f.read_text("utf-8") for f in files}
            places = [
                (path, at) for path, text in sources.items() for at in range(count(path, text))
            ]
            for path, at in chance.sample(places, number // len(ROOMS)):
                yield put(path, sources[path], at)

    @cached_property
    def map(self) -> dict[str, Lines]:
        """What each test file runs, from coverage or as kept from an earlier run on this commit."""
        command = ["git", "rev-parse", "HEAD"]
        done = subprocess.run(command, cwd=self.clone, capture_output=True, text=True, check=True)
        kept = ROOT / "build" / f"lines-{done.stdout.strip()}.json"
        if not kept.is_file():
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(json.dumps({test: self._record(test) for test in self.quick}), "utf-8")
        return {test: Lines(*value) for test, value in json.loads(kept.read_text("utf-8")).items()}

    def _record(self, test: str) -> Lines:
        """Run one test file and note its lines; those of started programs count. One that fails notices nothing."""
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            coverage = ["-m", "coverage", "run", f"--data-file={folder}/lines", "-m"]
            # Twice, for a test of seconds can fail on a machine that is held back.
            if all(self.failure([test], coverage) for _ in range(2)):
                print(f"{test} fails without a fault, as committed, and is left out.", flush=True)
                return Lines(0, {})
            lines: dict[str, set[int]] = {}
            for file in Path(folder).iterdir():
                data = CoverageData(str(file))
                with suppress(DataError):  # of a process that a test killed
                    data.read()
                for module in data.measured_files():
                    path = Path(module).relative_to(self.clone).as_posix()
                    lines.setdefault(path, set()).update(data.lines(module) or ())
        seconds = time.monotonic() - begun
        return Lines(seconds, {path: sorted(numbers) for path, numbers in sorted(lines.items())})

    def failure(self, tests: Sequence[str], runner: Sequence[str] = ("-m",)) -> str:
        """The first test that fails in the clone as it is, if one does."""
        try:
            done = subprocess.run(
                [sys.executable, *runner, "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests],
                cwd=self.clone,
                env=os.environ | {"PYTHONPATH": str(self.clone)},
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:  # a loop without an end is noticed, too
            return f"{SECONDS} seconds"
        failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
        return (failed or ["the tests' start"])[0] if done.returncode else ""

    def first(self, fault: Fault) -> list[str]:
        """The test files that run a fault's line: those that name its module, then the quickest."""
        path = Path(fault.path)
        if path.suffix == ".js":
            # Two may have one name: that in browser/ comes first.
            files = (min(TESTS.rglob(f"test_{name}.py")) for name in BROWSER[path.parent.name])
            return [file.relative_to(ROOT).as_posix() for file in files]
        lines = set(range(fault.line, fault.last + 1))
        ranked = [
            (not (_names(test, path) or test in FIRST), seconds, test)
            for test, (seconds, run) in self.map.items()
            if lines.intersection(run.get(fault.path, ()))
        ]
        return [test for _, _, test in sorted(ranked)]

    def noticed(self, fault: Fault, every: bool) -> str:
        """The first test that fails with a fault, of those that run its line or of all."""
        first = self.first(fault)
        named = [test for test in self.slow if test not in first and _names(test, Path(fault.path))]
        others = [test for test in (*self.quick, *self.slow) if test not in (*first, *named)]
        rest = others if every else []
        (self.clone / fault.path).write_text(fault.source, encoding="utf-8")
        try:
            batches = (first[:BATCH], first[BATCH:], named, rest)
            return next(filter(None, map(self.failure, filter(None, batches))), "")
        finally:
            subprocess.run(["git", "checkout", "-q", "."], cwd=self.clone, check=True)


def _names(test: str, path: Path) -> bool:
    """Whether a test file names a module, or the part of its room that it is in."""
    inner = ".".join(path.with_suffix("").parts[1:])
    part = ".".join(path.parts[1:-1])
    names = [inner, f"{part} import {path.stem}", *([part] if "." in part else [])]
    is_called_so = Path(test).stem == f"test_{path.stem}"
    return is_called_so or any(name in (ROOT / test).read_text("utf-8") for name in names)


def main(number: int = 100, seed: int = 9, *, rooms: Sequence[str], every: bool = False) -> None:
    """Draw faults, try each, and print what became of it."""
    living = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        for fault in trial.drawn(number, seed):
            if not rooms or fault.path.split("/")[1] in rooms:
                test = trial.noticed(fault, every)
                tried += 1
                living += not test
                told = f"noticed by {test}" if test else "LIVES"
                print(f"{fault.path}:{fault.line}: {told}: {fault.told}", flush=True)
    print(f"{living} of {tried} faults live (seed {seed}).")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--all"]
    numbers = [int(word) for word in words if word.isdigit()]
    main(*numbers, rooms=[word for word in words if word in ROOMS], every="--all" in sys.argv[1:])
