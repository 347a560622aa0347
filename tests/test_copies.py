"""Many articles are read, and their pages made, by copies of the process: all is the same, whatever becomes of them."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from repository import CONFIG, claim, repository

from annotate.publishing.aside import Aside

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.cpu_count() == 1, reason="only Linux copies a process safely"
)

BUILD = "import sys\nfrom mkdocs.__main__ import cli\nsys.argv[1:] = ['build', '--strict', '-d', '{}']\ncli()\n"
ALONE = "import os\nos.cpu_count = lambda: 1\n"
# A copy that renders a certain article ends as if it had been killed, by itself as far as the others know.
KILLED = """\
import os, mkdocs.structure.pages
render, process = mkdocs.structure.pages.Page.render, os.getpid()
def killed(page, *others):
    if os.getpid() != process and 'bridge-3' in page.file.src_uri:
        os.kill(os.getpid(), 9)
    render(page, *others)
mkdocs.structure.pages.Page.render = killed
"""
# New copies for each three items, also for what one would do.
BATCHES = "import annotate.model.copies as copies\ncopies._BATCH = copies.LIGHT = 3\n"
# Two copies that write.
SHARED = "import annotate.model.copies as copies\ncopies._SHARED = range(1_000)\n"
# A copy that writes a certain page ends so.
UNWRITTEN = """\
import os, mkdocs.structure.files
write, process = mkdocs.structure.files.File.copy_file, os.getpid()
def killed(file, *others):
    if os.getpid() != process and 'bridge-3/claims' in file.src_uri:
        os.kill(os.getpid(), 9)
    write(file, *others)
mkdocs.structure.files.File.copy_file = killed
"""
# What is said while a page is rendered, by whatever process.
WARNED = """\
import logging, mkdocs.structure.pages
render = mkdocs.structure.pages.Page.render
def warned(page, *others):
    if 'bridge-3' in page.file.src_uri:
        logging.getLogger('mkdocs.structure').warning('It is odd.')
    render(page, *others)
mkdocs.structure.pages.Page.render = warned
"""
# What pages hold, and what they show to whoever asks, once all are rendered, and again once all are written.
HELD = """\
import annotate.mkdocs_plugin as plugin
held, shown = [], []
def look(files):
    pages = [file.page for file in files.documentation_pages() if isinstance(file, plugin.MadeFile)]
    large = lambda told: isinstance(told, str) and len(told) > 1_000
    held.extend(name for page in pages for name, told in vars(page).items() if large(told))
    held.extend(name for page in pages for name in vars(page) if name == 'render')
    shown.append([(page.file.src_uri, len(page.content), len(page.markdown)) for page in pages])
for name in ('on_env', 'on_shutdown'):
    def noted(self, *args, usual=getattr(plugin.AnnotatePlugin, name), **named):
        look(named['files'] if 'files' in named else self.built[1])
        return usual(self, *args, **named)
    setattr(plugin.AnnotatePlugin, name, noted)
import atexit
atexit.register(lambda: print(held, shown[0] == shown[1], min(min(sizes) for _, *sizes in shown[0]) > 10))
"""
# Copies that say who they are and go on for a minute.
SLOW = """\
import os, pathlib, time, mkdocs.structure.pages
process = os.getpid()
def slow(page, *others):
    if os.getpid() != process:
        pathlib.Path(f'copy-{os.getpid()}').touch()
        time.sleep(60)
mkdocs.structure.pages.Page.render = slow
"""


# The same of copies that write.
SLOW_WRITING = """\
import os, pathlib, time, mkdocs.structure.files
process = os.getpid()
def slow(file, *others):
    if os.getpid() != process:
        pathlib.Path(f'copy-{os.getpid()}').touch()
        time.sleep(60)
mkdocs.structure.files.File.copy_file = slow
"""
# Copies that take a while to begin.
LATE = """\
import os, pathlib, signal, time
process, usual = os.getpid(), signal.signal
def late(*told):
    if os.getpid() != process:
        pathlib.Path(f'copy-{os.getpid()}').touch()
        time.sleep(1)
    return usual(*told)
signal.signal = late
"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with nine articles, more than one process renders while others start."""
    root = repository(tmp_path_factory.mktemp("many"), {"cost": claim()})
    for number in range(1, 9):
        folder = root / f"docs/articles/bridge-{number}"
        (folder / "claims").mkdir(parents=True)
        for name in ("index.md", "claims/cost.md"):
            (folder / name).write_text((root / f"docs/articles/bridge/{name}").read_text("utf-8"), "utf-8")  # fmt: skip
    (root / "mkdocs.yml").write_text(f"{CONFIG}site_url: https://site.example/\n", "utf-8")
    return root


def _run(script: str, root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795737600", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def _site(folder: Path) -> dict[str, bytes]:
    """The files of a site, without the index of its search, whose names are drawn, and what is dated."""
    files = (f for f in folder.rglob("*") if f.is_file() and "pagefind" not in f.parts)
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in files if f.suffix != ".gz"}


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("copies", ""),
        ("killed", KILLED),
        ("later", BATCHES + KILLED),
        ("unwritten", UNWRITTEN),
        ("unwritten-later", BATCHES + UNWRITTEN),
        ("unwritten-half", SHARED + UNWRITTEN),
    ],
)
def test_the_site_is_the_one_that_a_single_process_makes(
    articles: Path, name: str, before: str
) -> None:
    for folder, script in (("alone", ALONE), (name, before)):
        done = _run(script + BUILD.format(folder), articles)
        assert done.returncode == 0, done.stderr
    assert ("A process that made pages was ended" in done.stderr) == ("os.kill" in before)
    alone, copied = _site(articles / "alone"), _site(articles / name)
    assert len([path for path in alone if path.endswith("claims/cost.html")]) == 9
    assert {path for path in alone.keys() | copied if alone.get(path) != copied.get(path)} == set()


# Pages that take a while to be written, and a plugin that looks at them at the end.
LATE_PAGES = """\
import os, time, mkdocs.structure.files
write, process = mkdocs.structure.files.File.copy_file, os.getpid()
def late(file, *others):
    if os.getpid() != process and 'bridge-3/claims' in file.src_uri:
        time.sleep(1)
    write(file, *others)
mkdocs.structure.files.File.copy_file = late
"""
LOOK = """\
from pathlib import Path
def on_post_build(config):
    print(len([*Path(config.site_dir).glob('articles/*/claims/cost.html')]))
"""


@pytest.mark.parametrize(("name", "before"), [("seen", ""), ("seen-later", BATCHES)])
def test_other_plugins_find_all_pages_at_the_end(
    articles: Path, tmp_path: Path, name: str, before: str
) -> None:
    """A plugin that packs or checks the pages of a site misses none of those that copies write."""
    (tmp_path / "look.py").write_text(LOOK, "utf-8")
    told = f"INHERIT: mkdocs.yml\nhooks: [{tmp_path / 'look.py'}]\n"
    (articles / f"{name}.yml").write_text(told, "utf-8")
    script = before + LATE_PAGES + BUILD.format(name).replace("'-d'", f"'-f', '{name}.yml', '-d'")
    done = _run(script, articles)
    assert (done.returncode, done.stdout) == (0, "9\n"), done.stderr


@pytest.mark.parametrize(("name", "before"), [("held", ""), ("held-alone", ALONE)])
def test_a_build_holds_no_text_of_its_pages(articles: Path, name: str, before: str) -> None:
    """It is in a file, and whoever asks for it gets it."""
    done = _run(before + HELD + BUILD.format(name), articles)
    assert (done.returncode, done.stdout) == (0, "[] True True\n"), done.stderr


def test_what_is_aside_is_as_it_was_given() -> None:
    """In whatever order it is given, asked for and given anew."""

    class Holder:
        told, other = Aside(), Aside()

    one, two = Holder(), Holder()
    one.told, two.told, one.other = "a" * 9, "b" * 9, "c"
    assert one.told == "a" * 9
    one.told = "d" * 99  # longer than what stands behind the first
    assert (one.told, two.told, one.other, two.other) == ("d" * 99, "b" * 9, "c", None)
    two.told, one.other = "", None
    assert (one.told, two.told, one.other) == ("d" * 99, "", None)


def test_what_is_said_of_a_page_is_said_and_counts(articles: Path) -> None:
    done = _run(WARNED + BUILD.format("warned"), articles)
    assert done.returncode == 1
    assert done.stderr.count("It is odd.") == 1


@pytest.mark.parametrize(
    ("before", "number"), [(SLOW, min(os.cpu_count() or 1, 9)), (LATE, 1), (SLOW_WRITING, 2)]
)
def test_no_copy_outlives_a_build_that_is_killed(articles: Path, before: str, number: int) -> None:
    """At its work, or before it has begun."""
    for file in articles.glob("copy-*"):
        file.unlink()
    command = [sys.executable, "-c", before + BUILD.format("slow")]
    with subprocess.Popen(command, cwd=articles, stderr=subprocess.DEVNULL) as process:
        _await(lambda: len(list(articles.glob("copy-*"))) >= number)
        process.kill()
    copies = [int(file.name.removeprefix("copy-")) for file in articles.glob("copy-*")]
    _await(lambda: not any(Path(f"/proc/{number}/exe").exists() for number in copies))


# Whoever waits at a terminal ends a build as soon as this copy has begun.
INTERRUPTED = """\
import os, signal, multiprocessing.process
begin = multiprocessing.process.BaseProcess.start
def interrupted(process):
    begin(process)
    if process.name == '{}':
        os.kill(os.getpid(), signal.SIGINT)
multiprocessing.process.BaseProcess.start = interrupted
"""


@pytest.mark.parametrize("first", ["ForkProcess-1", "ForkProcess-2"])
def test_a_build_that_is_interrupted_as_copies_begin_ends(articles: Path, first: str) -> None:
    """It waits for none that it does not know of."""
    command = [sys.executable, "-c", INTERRUPTED.format(first) + BUILD.format("interrupted")]
    done = subprocess.run(command, cwd=articles, capture_output=True, timeout=60, check=False)
    assert (done.returncode, b"Aborted!" in done.stderr) == (1, True)
    assert not (articles / "interrupted").exists()


def _await(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_page_that_cannot_be_written_stops_the_build(articles: Path) -> None:
    """In a copy as in the process itself: in a sentence, and the site that was there stays."""
    full = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))\n"
    done = _run(full + BUILD.format("full"), articles)
    assert done.returncode == 1
    assert "the site could not be written" in done.stderr
    assert not (articles / "full").exists()


# A copy for whose page there is no room.
NO_ROOM = UNWRITTEN.replace("os.kill(os.getpid(), 9)", "raise OSError(28, 'No space left')")


@pytest.mark.parametrize("before", ["", BATCHES, SHARED])
def test_a_page_that_a_copy_cannot_write_stops_the_build(articles: Path, before: str) -> None:
    done = _run(before + NO_ROOM + BUILD.format("no-room"), articles)
    assert (done.returncode, done.stderr.count("No space left")) == (1, 1), done.stderr
    assert "the site could not be written" in done.stderr
    assert not (articles / "no-room").exists()


# Where Jinja keeps what it compiles, below the folder for what is temporary.
COMPILED = "_jinja2-cache-{}"


def _damaged(kept: Path) -> None:
    for number, file in enumerate(sorted(kept.iterdir())):
        data = file.read_bytes()
        file.write_bytes((b"", data[:30], data[:-9], data[:20] + b"x" * 99)[number % 4])


def _no_folder(kept: Path) -> None:
    shutil.rmtree(kept)
    kept.write_text("x", "utf-8")


def _full(kept: Path) -> None:
    for file in kept.iterdir():
        file.unlink()
        file.mkdir()


@pytest.mark.parametrize("change", [None, _damaged, _no_folder, _full])
def test_compiled_templates_that_cannot_be_read_are_compiled_again(
    articles: Path, tmp_path: Path, change: Callable[[Path], None] | None
) -> None:
    """They are kept for the next build; cut, of other bytes, or where nothing can be kept, they are none."""
    kept = tmp_path / COMPILED.format(os.getuid())
    script = f"import tempfile; tempfile.tempdir = {str(tmp_path)!r}\n"
    sites = []
    for name in ("compiled", "again"):
        done = _run(script + BUILD.format(name), articles)
        assert (done.returncode, done.stderr.count("Error")) == (0, 0), done.stderr
        sites.append(_site(articles / name))
        assert change or len(list(kept.iterdir())) > 20
        if change and name == "compiled":
            change(kept)
    assert sites[0] == sites[1]


CHECK = "from annotate.cli import main\nmain(['check', '--no-cache', '--format', '{}'])\n"
# A copy that reads a certain article ends as if it had been killed.
UNREAD = """\
import os, annotate.reading.library as library
read, process = library.read_file, os.getpid()
def killed(text, path):
    if os.getpid() != process and 'bridge-3' in path:
        os.kill(os.getpid(), 9)
    return read(text, path)
library.read_file = killed
"""
NOTED = """\
import atexit, annotate.reading.library as library
read, own = library.read_file, []
library.read_file = lambda text, path: own.append(path) or read(text, path)
atexit.register(lambda: print(len(own)))
"""


def test_a_check_finds_what_a_single_process_finds(articles: Path) -> None:
    """Each article's own problems, those of comparing articles, and their order."""
    for number, outlet in ((2, "Reuters"), (3, "The Wire"), (7, "Reuters News")):
        file = articles / f"docs/articles/bridge-{number}/claims/cost.md"
        before = file.read_text("utf-8")
        file.write_text(re.sub(r"outlet: .*", f"outlet: {outlet}", before), "utf-8")
    (articles / "docs/articles/bridge-5/claims/odd.md").write_text("---\nquote: x\n", "utf-8")
    (articles / "docs/articles/bridge-6/index.md").write_text("no page", "utf-8")
    for form in ("text", "json"):
        alone, copied, killed = (
            _run(before + CHECK.format(form), articles) for before in (ALONE, "", UNREAD)
        )
        assert alone.stdout == copied.stdout == killed.stdout
        assert alone.returncode == copied.returncode == killed.returncode == 1
    assert "bridge-5" in alone.stdout
    assert "bridge-6" in alone.stdout
    assert "outlet-two-spellings" in alone.stdout
    read = [_run(before + NOTED + CHECK.format("text"), articles).stdout for before in (ALONE, "")]
    assert [text.splitlines()[-1] for text in read] == ["19", "0"]


@pytest.mark.parametrize("number", [100, 101, 20_000])
def test_new_copies_go_on_where_others_ended(number: int) -> None:
    """A result for each item, in order; none lives until all is done, so that it shares what it did not look at."""
    script = (
        "import gc, os\nfrom annotate.model.copies import in_copies\n"
        "work = lambda n: (n, os.getpid(), gc.get_freeze_count() > 1_000)\n"
        f"numbers, processes, frozen = zip(*in_copies('Counting', work, range({number})))\n"
        "print(numbers == tuple(range(len(numbers))) and all(frozen), len(numbers), len({*processes}))\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    is_in_order, found, processes = done.stdout.split()
    assert (is_in_order, int(found)) == ("True", number)
    batches = -(-number // max(100, number // 10))
    assert batches <= int(processes) <= batches * (os.cpu_count() or 1)


@pytest.mark.parametrize(
    ("number", "level", "terminal", "shown"),
    [
        (60, "NOTSET", True, True),
        (60, "INFO", True, True),
        (60, "ERROR", True, False),
        (60, "INFO", False, False),
        (40, "INFO", True, False),
    ],
)
def test_who_waits_at_a_terminal_sees_how_much_is_done(
    number: int, level: str, terminal: bool, shown: bool
) -> None:
    script = (
        f"import logging; logging.getLogger('mkdocs').setLevel({level!r})\n"
        "from annotate.model.copies import in_copies\n"
        f"print(sum(in_copies('Counting', abs, range({number}))))\n"
    )
    reader, writer = pty.openpty() if terminal else os.pipe()
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=writer, text=True, check=True)
    os.write(writer, b".")
    told = ""
    while not told.endswith("."):  # a terminal hands over a few kilobytes at a time
        told += os.read(reader, 100_000).decode()
    os.close(reader)
    os.close(writer)
    assert done.stdout == f"{sum(range(number))}\n"
    assert ("Counting" in told, "100%" in told) == (shown, shown)
