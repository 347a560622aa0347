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
from pathlib import Path

WARMING = Path(__file__).parent / "cases" / "site" / "repository"


def build_site(
    repository: Path, out: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a real strict `mkdocs build` of a repository.

    Args:
        repository: its folder.
        out: where the site is written; by default where `mkdocs.yml` says.
        environment: variables that are set for it.

    Returns:
        the exit code and what it said.
    """
    arguments = ["build", "--strict", "-f", str(repository / "mkdocs.yml")]
    arguments += ["-d", str(out)] if out else []
    process = _builder()
    assert process.stdin and process.stdout
    with tempfile.TemporaryDirectory() as folder:
        told = [str(Path(folder) / name) for name in ("stdout", "stderr")]
        request = [str(repository), arguments, {**os.environ, **environment}, *told]
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

    _warm()
    for line in sys.stdin:
        folder, arguments, environment, *told = json.loads(line)
        child = os.fork()
        if not child:
            for number, file in enumerate(told, start=1):
                os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), number)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            sys.exit(cli(arguments))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


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
