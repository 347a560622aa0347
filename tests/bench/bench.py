"""Measures builds, checks and edits beside plain MkDocs, in turns: `python tests/bench/bench.py [SIZES [ROUNDS]]`.

The base is mkdocs-material on the Markdown that a fixed commit of ours wrote of the same repository, its lists cut as if
paginated, with its search and without. The tables go to build/bench/; ratios of one run say more than its seconds.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_articles import write_repository

from annotate.reading.repository import SETTLED

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build/bench"
BASE = "6cb9024c968fb707f3f6fa29a89da2e950dd5a54"
ROWS = 100  # of a list of the base
PLAIN = """\
site_name: Annotated
site_url: https://site.example/
theme: {name: material, font: false}
markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]
nav: [index.md, articles/index.md]
not_in_nav: "**"
validation: {links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore}}
"""
AGAIN = ", nothing changed"
# A search engine that does nothing: for a build without its index.
NO_INDEX = '"""Makes no index."""\n\nget_executable = "/usr/bin/true".strip\n'


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds of processor and of wall clock, and the most memory of all its processes, in MiB."""

    processor: float
    wall: float
    memory: float


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> Run:
    """Run a command and measure it with all its processes."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak = _Peak(process.pid)
    peak.start()
    assert process.stderr
    told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak.ended.set()
    assert process.returncode == 0, told
    return Run(used.ru_utime + used.ru_stime, time.perf_counter() - begin, peak.most / 1024)


class _Peak(threading.Thread):
    """Looks every tenth of a second at the memory of a process and its children (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.ended = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.1):
            self.most = max(self.most, sum(map(_memory, _tree(self.pid))))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                yield from _tree(int(child))
        except OSError:
            return


def _memory(pid: int) -> int:
    """A process's share of the memory, in KiB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def make_base(repository: Path, folder: Path) -> str:
    """Write the base of a repository.

    Args:
        repository: in the form of today.
        folder: for the base, which is made.

    Returns:
        the SHA-256 of all that was written.
    """
    tool = OUT / "base-tool"
    if not tool.is_dir():
        command = ["git", "archive", BASE, "annotate"]
        packed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(tool, filter="data")
    command = [sys.executable, "-m", "annotate", "build", "--out", str(folder / "docs")]
    environment = os.environ | {"PYTHONPATH": str(tool)}
    subprocess.run(command, cwd=repository, check=True, env=environment, capture_output=True)
    digest = hashlib.sha256()
    for file in sorted((folder / "docs").rglob("*")):
        if file.suffix == ".md" and "articles/a" not in file.as_posix():
            file.write_text(_cut(file.read_text("utf-8")), "utf-8")
        digest.update(file.read_bytes() if file.is_file() else b"")
    for name, plugins in (("plain", "[]"), ("search", "[search]")):
        text = f"{PLAIN}plugins: {plugins}\nsite_dir: {name}\n"
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return digest.hexdigest()


def _cut(markdown: str) -> str:
    """The first rows of a page's tables and lists."""
    lines, rows = [], 0
    for line in markdown.split("\n"):
        rows += line.startswith(("|", "- ", "<li", "<tr"))
        if rows <= ROWS or not line.startswith(("|", "- ", "  ", "<li", "<tr")):
            lines.append(line)
    return "\n".join(lines)


def measure(size: int, rounds: int) -> Iterator[tuple[str, list[Run]]]:
    """Measure all commands on one size, in turns.

    Yields:
        what was done, with its runs.
    """
    folder = OUT / str(size)
    repository, base = folder / "ours", folder / "base"
    if not repository.is_dir():
        write_repository(repository, size)
        print(f"base of {size}: {make_base(repository, base)}", file=sys.stderr)
    stub = folder / "no-index"
    stub.mkdir(exist_ok=True)
    (stub / "pagefind_bin.py").write_text(NO_INDEX)
    python, mkdocs = sys.executable, [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    one = next(repository.glob("docs/articles/*/claims/*.md")).relative_to(repository)
    work: dict[str, tuple[Sequence[str | Path], Path, dict[str, str]]] = {
        "build without index": (mkdocs, repository, {"PYTHONPATH": str(stub)}),
        "base without search": ([*mkdocs, "-f", "plain.yml"], base, {}),
        "build with search": (mkdocs, repository, {}),
        f"build{AGAIN}": (mkdocs, repository, {}),
        "base with search": ([*mkdocs, "-f", "search.yml"], base, {}),
        "check": ([python, "-m", "annotate", "check"], repository, {}),
        f"check{AGAIN}": ([python, "-m", "annotate", "check"], repository, {}),
        "check of one file": ([python, "-m", "annotate", "check", one], repository, {}),
    }
    found: dict[str, list[Run]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, (command, where, environment) in work.items():
            if name.endswith(AGAIN):
                time.sleep(SETTLED)
            else:
                shutil.rmtree(repository / ".cache", ignore_errors=True)
            found[name].append(run(command, where, NO_MKDOCS_2_WARNING="1", **environment))
    yield from found.items()
    yield "edit to served", list(_edits(repository, one, rounds))


def _edits(repository: Path, claim: Path, rounds: int) -> Iterator[Run]:
    """Save a claim under `mkdocs serve` and wait for its new words."""
    from test_serve import Served, _says

    text = (repository / claim).read_text("utf-8")
    slug, name = claim.parts[2], claim.stem
    page = f"articles/{slug}/claims/{name}.html"
    server = Served(repository)
    try:
        server.wait(lambda html: html != "", page, limit=1_800)
        for n in range(rounds):
            words = f"Looked at again, edit {n}."
            time.sleep(1)
            server.save(str(claim), text.rstrip() + f"\n\n{words}\n")
            yield Run(0, server.wait(_says(words), page, limit=1_800), 0)
    finally:
        server.stop()
        (repository / claim).write_text(text, encoding="utf-8")
        server.log.unlink()


def table(size: int, found: dict[str, list[Run]]) -> Iterator[str]:
    """The medians of one size as lines of Markdown; a build's ratio is to the base of its kind, round by round."""
    bases = {
        "build without index": "base without search",
        "build with search": "base with search",
        f"build{AGAIN}": "base with search",
    }
    yield f"\n## {size:,} {'article' if size == 1 else 'articles'}\n"
    yield "| work | processor, s | wall, s | peak, MiB | processor, wall / base |"
    yield "|---|---:|---:|---:|---:|"
    for name, runs in found.items():
        values = [statistics.median(getattr(r, key) for r in runs) for key in Run.__slots__]
        cells = [f"{value:,.2f}" if value else "" for value in values]
        if base := found.get(bases.get(name, "")):
            pairs = list(zip(runs, base, strict=True))
            ratios = [
                statistics.median(getattr(a, key) / getattr(b, key) for a, b in pairs)
                for key in ("processor", "wall")
            ]
            cells.append(", ".join(f"{ratio:.2f}" for ratio in ratios))
        yield f"| {name} | {' | '.join(cells)} |"
    for name, site in (("ours", "ours/site"), ("base", "base/search")):
        files = [file for file in (OUT / str(size) / site).rglob("*") if file.is_file()]
        sizes = [file.stat().st_size for file in files]
        pages = [file.stat().st_size for file in files if file.suffix == ".html"]
        yield (
            f"\nSite, {name}: {sum(sizes) / 2**20:,.1f} MiB in {len(files):,} files; "
            f"the largest page {max(pages) / 1024:,.0f} KiB."
        )


def main(sizes: Sequence[int], rounds: int) -> None:
    """Measure the sizes one after the other, print the tables and keep them."""
    load = os.getloadavg()[0]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    lines = [
        f"# Commit {commit}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"load {load:.1f} at the start, {rounds} rounds"
    ]
    OUT.mkdir(parents=True, exist_ok=True)
    for size in sizes:
        lines += table(size, dict(measure(size, rounds)))
        (OUT / "result.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(
        [int(size) for size in (arguments[0] if arguments else "1,10,100,1000").split(",")],
        int(arguments[1]) if len(arguments) > 1 else 3,
    )
