"""Builds of whole sites, each in a process of its own that is forked from one which has everything loaded.

Half of what a small build takes is loading; a site that is built a hundred times by the tests need not pay for it.
Run as a program, this is the process that is forked: it reads what to build, a line of JSON each, and answers with exit codes.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

WARMING = Path(__file__).parent / "cases" / "site" / "repository"


def build_site(
    repository: Path, out: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a real strict `mkdocs build` of a repository, in one process, as where there is one core.

    For a scratch repository, copies of the process cost more than they do; what they make is the same (test_copies.py).

    Args:
        repository: its folder.
        out: where the site is written; by default where `mkdocs.yml` says.
        environment: variables that are set for it.

    Returns:
        the exit code and what it said.
    """
    return _ask(repository, out, environment, copies=False)


def build_in_copies(repository: Path, out: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a real strict `mkdocs build` of a repository, whose pages copies of the process make, one for each core.

    Args:
        repository: its folder.
        out: where the site is written; by default where `mkdocs.yml` says.

    Returns:
        the exit code and what it said.
    """
    return _ask(repository, out, {}, copies=True)


def _ask(
    repository: Path, out: Path | None, environment: dict[str, str], *, copies: bool
) -> subprocess.CompletedProcess[str]:
    arguments = ["build", "--strict", "-f", str(repository / "mkdocs.yml")]
    arguments += ["-d", str(out)] if out else []
    process = _builder()
    assert process.stdin and process.stdout
    with tempfile.TemporaryDirectory() as folder:
        told = [str(Path(folder) / name) for name in ("stdout", "stderr")]
        request = [str(repository), arguments, {**os.environ, **environment}, copies, *told]
        print(json.dumps(request), file=process.stdin, flush=True)
        code = int(process.stdout.readline())
        said = [Path(name).read_text(encoding="utf-8") for name in told]
    return subprocess.CompletedProcess(arguments, code, *said)


@functools.cache
def _builder() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(process.communicate)  # closes its input, at which it ends
    return process


def _answer() -> None:
    """Build what is asked for until the input ends."""
    from mkdocs.__main__ import cli

    _overlook_icons()
    _warm()
    for line in sys.stdin:
        folder, arguments, environment, copies, *told = json.loads(line)
        child = os.fork()
        if not child:
            for number, file in enumerate(told, start=1):
                os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), number)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            if not copies:
                os.cpu_count = lambda: 1
            sys.exit(cli(arguments))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _overlook_icons() -> None:
    """Have MkDocs not list the 14,000 icons of Material's theme, of which it would copy none: it passes hidden names over."""
    from jinja2 import loaders

    def walk(top: str, **options: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        for folder, folders, files in os.walk(top, **options):
            folders[:] = [name for name in folders if name != ".icons"]
            yield folder, folders, files

    vars(loaders)["os"] = SimpleNamespace(**{**vars(os), "walk": walk})


def _warm() -> None:
    """Load what builds load, by one; its plugin, which MkDocs would go on using, is not kept."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.config.defaults import MkDocsConfig

    with tempfile.TemporaryDirectory() as out:
        build(load_config(str(WARMING / "mkdocs.yml"), site_dir=out))
    dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()  # type: ignore[attr-defined]


if __name__ == "__main__":
    _answer()
