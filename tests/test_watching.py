"""A server hears of every edit, and of nothing else, whether the system tells of it or each file is looked at."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from annotate.publishing import watching


@pytest.fixture(params=["told", "looking"])
def hears(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], bool]]:
    """Whether a server heard of a change since it was asked last; it watches `docs/` and `mkdocs.yml`."""
    if request.param == "looking":
        monkeypatch.setattr(watching, "_file_system", lambda path: "nfs")
    elif sys.platform != "linux":
        pytest.skip("only Linux tells which file systems tell of changes")
    (tmp_path / "docs/sub").mkdir(parents=True)
    for path in ("docs/a.md", "docs/sub/b.md", "mkdocs.yml", "README.md"):
        (tmp_path / path).write_text("before", encoding="utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.watch(str(tmp_path / "docs"))
    server.watch(str(tmp_path / "mkdocs.yml"))
    watching.watch_closely(server)
    assert ("Polling" in str(type(server.observer).__mro__)) == (request.param == "looking")
    server.observer.start()
    time.sleep(0.3)

    def heard() -> bool:
        with server._rebuild_cond:
            found = server._rebuild_cond.wait_for(lambda: server._want_rebuild, timeout=0.6)
            server._want_rebuild = False
        time.sleep(0.3)  # what belongs to the same change is over
        server._want_rebuild = False
        return bool(found)

    yield heard
    server.observer.stop()
    server.observer.join()
    server.server_close()


def test_every_edit_is_heard_and_nothing_else(hears: Callable[[], bool], tmp_path: Path) -> None:
    assert not hears()
    (tmp_path / "docs/a.md").write_text("after", encoding="utf-8")
    assert hears()
    for file in tmp_path.rglob("*.md"):
        file.read_text("utf-8")
    (tmp_path / "README.md").write_text("after", encoding="utf-8")
    (tmp_path / "mkdocs.yml.bak").write_text("after", encoding="utf-8")
    assert not hears()
    for words in ("one", "another", "a third"):  # as most editors save
        (tmp_path / "new").write_text(words, encoding="utf-8")
        (tmp_path / "new").replace(tmp_path / "mkdocs.yml")
        assert hears()
    (tmp_path / "docs/more").mkdir()
    time.sleep(0.3)
    (tmp_path / "docs/more/c.md").write_text("new", encoding="utf-8")
    assert hears()
    (tmp_path / "docs/sub/b.md").unlink()
    assert hears()


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells which file systems tell of changes"
)
def test_a_system_that_cannot_tell_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    assert watching._is_told([str(tmp_path)])
    assert not watching._is_told([str(link)])
    monkeypatch.setattr(watching._Told, "start", full)
    assert not watching._is_told([str(tmp_path)])
