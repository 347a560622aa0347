"""Past one machine: pages that a cluster makes are the pages that are made here, whatever happens to it."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from repository import claim, repository

from annotate.cli.commands import main
from annotate.publishing import cluster
from annotate.publishing.site import Build, build

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Forty articles, more than are sent ahead."""
    root = repository(tmp_path_factory.mktemp("cluster"), {"cost": claim()})
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("site_url: https://site.example/\n")  # else no picture is drawn
    (one := root / "docs/articles/bridge").rename(root / "docs/articles/a0")
    for number in range(1, 40):
        folder = root / f"docs/articles/a{number}"
        (folder / "claims").mkdir(parents=True)
        for name in ("index.md", "claims/cost.md"):
            (folder / name).write_text((one.parent / "a0" / name).read_text("utf-8"), "utf-8")
    return build(root)


@pytest.fixture(scope="module")
def here(built: Build) -> dict[str, str | bytes]:
    """The pages as they are made here."""
    return dict(built.files)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a program of Dask's on this machine alone, which finds the others by a file."""
    running: list[subprocess.Popen[bytes]] = []

    def started(program: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", "--no-dashboard"]
        command += ["--host", "127.0.0.1", "--scheduler-file", str(tmp_path / "cluster.json")]
        process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)  # fmt: skip
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.wait()


def address_of(folder: Path) -> str:
    """Where the scheduler is, once it is there."""
    for _ in range(300):
        file = folder / "cluster.json"
        if file.is_file() and (said := file.read_text("utf-8")):
            return str(json.loads(said)["address"])
        time.sleep(0.1)
    raise TimeoutError


def test_workers_of_which_one_dies_and_then_the_other(
    built: Build,
    here: dict[str, str | bytes],
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Identical bytes, whether somebody else made them or not, and a word where nobody else did."""
    monkeypatch.setattr(cluster, "_PATIENCE", 20.0)
    start("scheduler", "--port", "0")
    address = address_of(tmp_path)
    workers = [start("worker", "--no-nanny", "--nthreads", "1") for _ in range(2)]
    told: list[str] = []
    with cluster.made_on(address, built, told.append) as made:
        files = iter(made)
        first = [next(files) for _ in range(5)]
        workers[0].kill()
        assert dict([*first, *files]) == here
    assert told == []
    monkeypatch.setattr(cluster, "_PATIENCE", 2.0)
    workers[1].kill()
    with cluster.made_on(address, built, told.append) as made:
        assert dict(made) == here
    assert told == ["The cluster makes no more pages: nothing came for 2 seconds; the pages are made here."]  # fmt: skip


def test_a_cluster_that_is_not_there(
    built: Build,
    here: dict[str, str | bytes],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    told: list[str] = []
    with cluster.made_on("tcp://127.0.0.1:9", built, told.append) as made:
        assert dict(made) == here
    assert told == ["The cluster at tcp://127.0.0.1:9 cannot be reached; the pages are made here."]
    root = repository(tmp_path / "root", {"cost": claim()})
    command = ["build", "--out", str(tmp_path / "out"), "--root", str(root), "--dask"]
    said = CliRunner().invoke(main, [*command, "tcp://127.0.0.1:9"])
    assert said.exit_code == 0
    assert told[0] in said.output
    assert (tmp_path / "out/articles/bridge/claims/cost.html").is_file()


def test_any_executor_does(built: Build, here: dict[str, str | bytes]) -> None:
    told: list[str] = []
    with ThreadPoolExecutor(2) as executor:
        assert dict(cluster.made_with(executor, built, told.append)) == here
    assert told == []


def test_what_an_article_alone_decides_is_made_elsewhere(
    built: Build, here: dict[str, str | bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists, which tell of all articles, and pictures, which are kept here, are not."""

    def marked(_: str, packed: bytes) -> list[str]:
        return [f"{path}, elsewhere" for path, _ in pickle.loads(packed)]

    monkeypatch.setattr(cluster, "make_packed", marked)
    with ThreadPoolExecutor(1) as executor:
        made = dict(cluster.made_with(executor, built, pytest.fail))
    names = {path.split("/", 2)[2] for path in made if made[path] != here[path]}
    assert names == {"index.md", "claims.json", "files.json", "claims/cost.html"}
    assert sum(made[path] == f"{path}, elsewhere" for path in made) == 40 * len(names)


def test_a_worker_with_another_version_makes_nothing(
    built: Build, here: dict[str, str | bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    make = cluster.make_packed
    monkeypatch.setattr(cluster, "make_packed", lambda _, packed: make("0.0.1", packed))
    told: list[str] = []
    with ThreadPoolExecutor(1) as executor:
        assert dict(cluster.made_with(executor, built, told.append)) == here
    (said,) = told
    assert "and here is 0.0.1; the pages are made here." in said


def test_what_the_option_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that is none, and Dask that is not installed: nothing is written."""
    root = repository(tmp_path / "root", {"cost": claim()})
    command = ["build", "--out", str(tmp_path / "out"), "--root", str(root), "--dask"]
    wrong = CliRunner().invoke(main, [*command, "localhost"])
    assert wrong.exit_code == 2
    assert "--dask is localhost, and must be like tcp://127.0.0.1:8786." in wrong.output
    monkeypatch.setattr("annotate.cli.commands.find_spec", lambda name: None)
    missing = CliRunner().invoke(main, [*command, "tcp://127.0.0.1:9"])
    assert missing.exit_code == 2
    assert "--dask needs: pip install 'annotate-factcheck[cluster]'" in missing.output
    assert not (tmp_path / "out").exists()
