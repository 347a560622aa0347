"""Shared fixtures: `--update`, a scratch repository, the built real site, a server on loopback, a browser."""

from __future__ import annotations

import difflib
import functools
import http.server
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest
from builds import build_in_copies

ROOT = Path(__file__).parent.parent
# The headless shell is the same browser without the windows that each of a test's profiles would open.
_BROWSERS = "chromium-headless-shell chromium chromium-browser google-chrome".split()
CHROMIUM = next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *_BROWSERS])), None)

os.environ["NO_MKDOCS_2_WARNING"] = "1"
for name in ("ANNOTATE_FORGE", "CI_PROJECT_URL", "GITHUB_REPOSITORY", "SITE_URL"):
    os.environ.pop(name, None)


def pytest_configure() -> None:
    """A shell that starts the tests in the background has them ignore Ctrl-C, and whatever they start, too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite the expected files; then read the diff"
    )


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with its expected file, or rewrite the file with `--update`."""

    def compare(file: Path, actual: str) -> None:
        if request.config.getoption("--update"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(actual, encoding="utf-8")
        assert file.is_file(), f"{file} is missing: run pytest --update and read what it wrote"
        assert actual == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def expected_files(request: pytest.FixtureRequest) -> Callable[[Path, Mapping[str, bytes]], None]:
    """Compare files with those of a folder, or with `--update` make the folder hold just them."""

    def compare(folder: Path, files: Mapping[str, bytes]) -> None:
        if request.config.getoption("--update"):
            _write(folder, files)
        told = "\n\n".join(_differences(_files_of(folder), files))
        assert not told, f"{folder} differs: run pytest --update and read the diff\n\n{told}"

    return compare


def _files_of(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their path in it."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold these files and no others."""
    for stale in _files_of(folder).keys() - files.keys():
        (folder / stale).unlink()
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _differences(kept: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[str]:
    """Each file that is missing, extra or different, with what differs in a few lines."""
    for path in sorted(kept.keys() | made.keys()):
        if path not in made:
            yield f"missing: {path}"
        elif path not in kept:
            yield f"extra: {path}"
        elif kept[path] != made[path]:
            yield f"different: {path}\n{_diff(kept[path], made[path])}"


def _diff(before: bytes, after: bytes, lines: int = 8) -> str:
    """The first lines of a diff that say something, each cut to a readable length."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    changed = (line for line in difflib.unified_diff(old, new, n=0, lineterm="") if line[0] in "+-")
    return "\n".join(f"  {line[:200]}" for line in islice(changed, 2, 2 + lines))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Path]:
    """Build a repository's site once for the whole run: the first worker that asks builds, the others wait."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def build(name: str, repository: Path) -> Path:
        home = shared / f"built-{name}"
        try:
            home.mkdir()
        except FileExistsError:
            _await(home / "done")
        else:
            done = build_in_copies(repository, home / "site")
            (home / "half").write_text(f"{done.stdout}{done.stderr}" if done.returncode else "")
            (home / "half").rename(home / "done")
        assert not (home / "done").read_text(), (home / "done").read_text()
        return home / "site"

    return build


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is done here must take so many seconds of the processor, or four times as many where lines are counted."""
    begin = time.process_time()
    yield
    assert time.process_time() - begin < seconds * (4 if "COVERAGE_RUN" in os.environ else 1)


def _await(file: Path, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not file.exists():
        assert time.monotonic() < end, f"{file} never came"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def real_site(built: Callable[[str, Path], Path]) -> Path:
    """The project's own site."""
    return built("real", ROOT)


class _Server(http.server.ThreadingHTTPServer):
    """A page asks for more files at once than the five that may wait by default; the others would be dropped, and come late."""

    request_queue_size = 128


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def answering(server: http.server.ThreadingHTTPServer) -> Iterator[int]:
    """The port of a server that answers as long as it is needed."""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on a free port of 127.0.0.1 and give its address, with a slash at the end."""
    servers: dict[Path, _Server] = {}

    def start(folder: Path) -> str:
        if folder not in servers:
            handler = functools.partial(_Quiet, directory=str(folder))
            server = servers[folder] = _Server(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_address[1]}/"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, driven by Playwright; its absence is a failure, never a skipped test."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield chromium
        chromium.close()
