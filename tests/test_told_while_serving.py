"""What a server tells in its log and on its pages, word for word, from one reading to the next; and why a site is not built aside."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT
from repository import claim, repository

from annotate.publishing.banner import with_banner
from annotate.publishing.live import Sources
from annotate.publishing.staging import build_aside
from annotate.reading.settings import Settings

FOLDER = ROOT / "tests/cases/wordings"


class _Log:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def info(self, text: str, /) -> None:
        self.lines.append(f"info: {text}")

    def error(self, text: str, /) -> None:
        self.lines.append(f"error: {text}")


def _save(file: Path, text: str, seconds: int) -> None:
    """Write a file as if it were so many seconds later."""
    file.write_text(text, encoding="utf-8")
    os.utime(file, (1e9 + seconds, 1e9 + seconds))


def test_from_one_reading_to_the_next(
    tmp_path: Path, expected: Callable[[Path, str], None]
) -> None:
    """Good pages stay while a claim is broken; what is wrong is told once, and again when its file is saved."""
    root = repository(tmp_path, {"one": claim(), "two": claim("unsafe <for> daily traffic")})
    one, two = (root / f"docs/articles/bridge/claims/{name}.md" for name in ("one", "two"))
    good, log, sources = claim("unsafe for daily traffic"), _Log(), Sources()
    steps: list[tuple[str, Path, str]] = [
        ("begun with a claim that is wrong", one, claim()),
        ("mended", two, good),
        ("broken", one, claim(verdict="<b>")),
        ("broken and saved again", one, claim(verdict="<b>")),
        ("another one is saved", two, good),
        ("mended again", one, claim()),
    ]
    for number, (name, file, text) in enumerate(steps):
        _save(file, text, number)
        log.lines.append(f"\n## {name}")
        told = sources.read(root, Settings(), log)
        page = with_banner("<html><body class='x'>A page</body></html>", sources.banner)
        log.lines += [f"said: {told!r}, {len(sources.good.files) > 0}", page]
    expected(FOLDER / "serving.txt", "\n".join(log.lines) + "\n")


def test_why_a_site_is_not_built_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Callable[[Path, str], None]
) -> None:
    """Where something is mounted in its place, where its folder cannot be made, and where folders cannot be locked."""
    log = _Log()
    (tmp_path / "file").touch()
    for folder in ("/", str(tmp_path / "file/site")):
        assert build_aside(SimpleNamespace(site_dir=folder), log) is None
    monkeypatch.setattr("annotate.publishing.staging.os.name", "other")
    assert build_aside(SimpleNamespace(site_dir=str(tmp_path / "site")), log) is None
    monkeypatch.undo()
    text = "\n".join(log.lines) + "\n"
    told = re.sub(r"Errno \d+", "Errno", text.replace(str(tmp_path), "…"))
    expected(FOLDER / "not-aside.txt", told)
