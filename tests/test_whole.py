"""The site that readers see is whole at every moment: whatever is killed, broken, full, or built twice at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import build_site
from repository import CONFIG, claim, repository

from annotate.publishing import staging
from annotate.publishing.proving import check_site
from annotate.publishing.staging import Stage, open_stage

PAGES = [
    *("index.html", "articles/bridge/index.html", "articles/bridge/claims/cost.html"),
    *("claims/index.html", "assets/annotate/annotate.css", "pagefind/pagefind.js"),
]


def _edit(root: Path, edition: int) -> None:
    """Change every page of the site: its name stands in the head of each."""
    (root / "mkdocs.yml").write_text(CONFIG.replace("Scratch", f"Edition {edition}."), "utf-8")


def _build(root: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL)


def _editions(site: Path) -> set[str]:
    """The editions of which a site has pages."""
    pages = [(site / page).read_text("utf-8") for page in PAGES if page.endswith("index.html")]
    return {page.partition("Edition ")[2].partition(".")[0] for page in pages}


class _Reader(threading.Thread):
    """Reads pages again and again, and notes each that is not there or not whole."""

    def __init__(self, site: Path) -> None:
        super().__init__()
        self.site, self.going, self.reads = site, True, 0
        self.wrong: list[str] = []

    def run(self) -> None:
        while self.going:
            for page in PAGES:
                try:
                    text = (self.site / page).read_text("utf-8")
                except OSError as error:
                    self.wrong.append(str(error))
                    continue
                if not text or (page.endswith(".html") and not text.rstrip().endswith("</html>")):
                    self.wrong.append(f"{page} is cut")
                self.reads += 1
            time.sleep(0.002)  # it leaves the builds some time


def _left(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name.startswith(".site"))


def kill_builds(root: Path, kills: int, seed: int) -> tuple[int, list[str]]:
    """Kill builds of a repository at random moments, each with other words on every page, while pages are read.

    Args:
        root: the repository.
        kills: how many builds are begun.
        seed: for the moments.

    Returns:
        how often a page was read, and what was lost, cut, mixed, or left behind.
    """
    site, moments = root / "site", random.Random(seed)
    _edit(root, 0)
    begin = time.monotonic()
    assert _build(root).wait() == 0
    usual = time.monotonic() - begin
    reader, wrong = _Reader(site), []
    reader.start()
    try:
        for edition in range(1, kills + 1):
            _edit(root, edition)
            process = _build(root)
            time.sleep(moments.uniform(0.3, 1.1) * usual)
            process.kill()
            process.wait()
            if len(found := _editions(site)) != 1:
                wrong.append(f"mixed: {sorted(found)}")
        wrong += [f"{fault.path}: {fault.found}" for fault in check_site(site).faults]
        _edit(root, kills + 1)
        assert _build(root).wait() == 0
    finally:
        reader.going = False
        reader.join()
    wrong += [f"{fault.path}: {fault.found}" for fault in check_site(site).faults]
    if _editions(site) != {str(kills + 1)} or _left(root):
        wrong.append(f"at the end: {_editions(site)}, {_left(root)}")
    return reader.reads, wrong + reader.wrong


def test_builds_that_are_killed_at_any_moment_never_touch_the_site(tmp_path: Path) -> None:
    """`python tests/campaigns/whole/kill_builds.py 200` does it more often."""
    reads, wrong = kill_builds(repository(tmp_path, {"cost": claim()}), 6, 13)
    assert wrong == []
    assert reads > 100


def test_two_builds_of_one_site_at_once_both_end_and_one_of_them_is_there(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim()})
    _edit(root, 1)
    first = _build(root)
    time.sleep(
        0.3
    )  # it has read its settings by now, or reads those of the second: either is a whole site
    _edit(root, 2)
    second = _build(root)
    assert (first.wait(), second.wait()) == (0, 0)
    assert len(_editions(root / "site")) == 1
    assert check_site(root / "site").faults == []
    assert _left(root) == []


def test_where_nothing_more_can_be_written_the_site_stays_as_it_was(tmp_path: Path) -> None:
    """Files end where the system lets them grow no more, as on a full disk."""
    root = repository(tmp_path, {"cost": claim()})
    _edit(root, 1)
    assert _build(root).wait() == 0
    _edit(root, 2)
    limited = "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)); runpy.run_module('mkdocs', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", limited, "build"],
        env={name: value for name, value in os.environ.items() if "COVERAGE" not in name},
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"{root}/site is as it was." in done.stderr
    assert _editions(root / "site") == {"1"}
    assert check_site(root / "site").faults == []
    assert _left(root) == []


def test_hidden_files_of_a_site_come_back_after_a_kill_that_kept_them_aside(tmp_path: Path) -> None:
    """It was killed when the folders had changed places, and before such files had followed."""
    site, aside = tmp_path / "site", tmp_path / ".site.0123abcd.next"
    for folder, name in ((site, "new"), (aside, ".git"), (aside, "old")):
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    open_stage(site).close()
    assert {path.name for path in site.iterdir()} == {"new", ".git"}
    assert _left(tmp_path) == []


def test_a_strict_build_with_a_warning_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim()})
    (root / "docs/index.md").write_text("# Home\n\n[nowhere](nowhere.md)\n")
    done = build_site(root, root / "site")
    assert done.returncode == 1
    assert not (root / "site").exists()
    assert _left(root) == []


def test_an_error_while_pages_are_written_is_a_sentence_and_leaves_the_site_as_it_was(
    tmp_path: Path,
) -> None:
    root = repository(tmp_path, {"cost": claim()})
    _edit(root, 1)
    assert build_site(root, root / "site").returncode == 0
    _edit(root, 2)
    hook = root / "full.py"
    hook.write_text(
        "def on_post_page(*_, **__):\n    raise OSError(28, 'No space left on device')\n"
    )
    config = root / "mkdocs.yml"
    config.write_text(config.read_text() + "hooks: [full.py]\n")
    done = build_site(root, root / "site")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "the site could not be written: [Errno 28] No space left on device" in done.stderr
    assert _editions(root / "site") == {"1"}
    assert _left(root) == []


def _fill(stage: Stage, word: str) -> None:
    (stage.folder / "page").write_text(word)


@pytest.fixture(params=["exchange", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Both ways of putting a site in place: in one step, and where the system has none for that."""
    if request.param == "rename":
        monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    yield str(request.param)


def test_the_new_site_takes_the_place_of_the_old_one(tmp_path: Path, way: str) -> None:
    site = tmp_path / "sites" / "site"
    opened = _opened()
    for word in ("first", "second"):
        stage = open_stage(site)
        _fill(stage, word)
        stage.publish()
        stage.close()
        assert (site / "page").read_text() == word
        assert [path.name for path in site.parent.iterdir()] == ["site"]
        assert _opened() == opened


def _opened() -> int:
    """How many files this process has open, where the system tells that."""
    told = Path("/proc/self/fd")
    return len(list(told.iterdir())) if told.is_dir() else 0


def test_hidden_files_in_the_site_stay_for_no_build_makes_them(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / ".git").write_text("gitdir: elsewhere")
    (site / "stale").write_text("old")
    stage = open_stage(site)
    _fill(stage, "new")
    stage.publish()
    stage.close()
    assert {path.name for path in site.iterdir()} == {".git", "page"}


def test_two_builds_at_once_do_not_meet(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    first, second = open_stage(site), open_stage(site)
    _fill(first, "first")
    _fill(second, "second")
    for stage, word in ((first, "first"), (second, "second")):
        stage.publish()
        assert (site / "page").read_text() == word
    first.close()
    second.close()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_killed_between_two_renames_is_completed_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (tmp_path / ".site.0123abcd.before").mkdir()
    (tmp_path / ".site.0123abcd.before/page").write_text("old")
    (tmp_path / ".site.0123abcd.next").mkdir()
    (tmp_path / ".site.mine.next").mkdir()
    stage = open_stage(site)
    assert (site / "page").read_text() == "old"
    stage.close()
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.mine.next"}


def test_a_link_to_the_site_stays_a_link(tmp_path: Path, way: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    stage = open_stage(tmp_path / "site")
    _fill(stage, "new")
    stage.publish()
    stage.close()
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real/page").read_text() == "new"


def test_where_no_folder_can_be_made_the_site_is_written_in_place(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim()})
    (root / "full.py").write_text(
        "from annotate.publishing import staging\n\n\ndef refuse(site):\n"
        "    raise OSError(13, 'Permission denied')\n\n\nstaging.open_stage = refuse\n"
    )
    config = root / "mkdocs.yml"
    config.write_text(CONFIG + "hooks: [full.py]\n")
    done = build_site(root, root / "site")
    assert done.returncode == 0, done.stderr
    assert "written in its place, and not whole until the end: [Errno 13]" in done.stderr
    assert (root / "site/articles/bridge/index.html").is_file()
