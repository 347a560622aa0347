"""What is no article, and commands that are wrongly asked: a sentence each, exit 1 or 2, and nothing written.

`tests/cases/faulty/expected.txt` lists every case: what is there, what is run, with which code it ends, what is told.
"""

from __future__ import annotations

import errno
import gzip
import os
import shlex
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import SplitResult

import pytest
from click.testing import CliRunner
from conftest import answering
from repository import ARTICLE, claim, repository
from test_add import BODY, PAGE

from annotate.cli import add_command, main
from annotate.fetching import Answer, doors, fetch, page

EXPECTED = Path(__file__).parent / "cases/faulty/expected.txt"

LINKS = "".join(
    f"<p><a href='/{n}'>A headline of number {n}, long enough</a></p>" for n in range(60)
)
WALL = "<html><body><h1>Old bridge closed</h1><p>Subscribe to read on.</p></body></html>"
SCRIPTS = (
    "<html><body><div id=app></div><script>" + "var a = 1;\n" * 500 + "</script></body></html>"
)
ARCHIVE = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n<p>Words.\n"
FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title></channel></rss>"
JSON = '{"title": "Old bridge closed", "body": "The council voted on Tuesday to close it."}'
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
DOCX = b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml"
ZIP = b"PK\x03\x04" + b"\0" * 26 + b"a.txt"
GZIP = b"\x1f\x8b\x08\0\0\0\0\0\2\3"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
TEXT = "Old bridge closed\n\nThe council voted on Tuesday to close the old bridge.\n"
SAID = "--title T --publisher P --published 2024-03-05 --url https://a.example.org/x --language en"
NEWS = "https://news.example.org"


@dataclass(frozen=True)
class Case:
    """A command with the files that are there when it is run, in a repository with one article, `bridge`."""

    command: str
    files: dict[str, bytes | str] = field(default_factory=dict)
    prepare: Callable[[Path], object] = lambda root: None
    given: bytes = b""
    bare: bool = False


def _source(name: str, content: bytes | str, *options: str) -> Case:
    return Case(" ".join(["annotate add", name, *options]), {name: content})


def _fetched(path: str) -> Case:
    return Case(f"annotate add {path if '://' in path else NEWS + path}")


SOURCES = {
    "a web archive": _source("saved.html", ARCHIVE),
    "a web archive under its own name": _source("saved.mhtml", ARCHIVE),
    "a PDF that is called a page": _source("saved.html", PDF),
    "a PDF": _source("saved.pdf", PDF),
    "a Word document": _source("saved.docx", DOCX),
    "an RTF document": _source("saved.txt", r"{\rtf1\ansi The council voted.}"),
    "a ZIP archive": _source("saved.html", ZIP),
    "a compressed page": _source("saved.html.gz", GZIP),
    "a picture": _source("saved.html", PNG),
    "a feed": _source("feed.xml", FEED),
    "a feed that begins without a declaration": _source("feed.html", FEED.partition("?>")[2]),
    "JSON": _source("saved.json", JSON, SAID),
    "JSON that is called a page": _source("saved.html", JSON),
    "an empty file": _source("saved.html", ""),
    "a file of spaces": _source("saved.txt", " \n\t\n", SAID),
    "a page in UTF-16 without a mark": _source("saved.html", PAGE.encode("utf-16-le")),
    "a text in UTF-16 without a mark": _source("saved.txt", TEXT.encode("utf-16-be"), SAID),
    "a text with a NUL": _source("saved.txt", TEXT.replace("voted", "vo\0ted"), SAID),
    "a file of zeros": _source("saved.html", b"\0" * 100),
    "a file without an end": Case("annotate add /dev/zero"),
    "a text that is not UTF-8": _source("saved.txt", "A café\n".encode("latin-1"), SAID),
    "a text with a control character": _source("saved.txt", TEXT.replace("ted", "\x08"), SAID),
    "a page with a control character": _source("saved.html", PAGE.replace("voted", "vo\x08ted")),
    "a text that is too long": _source("saved.txt", "words and words\n" * 400_000, SAID),
    "a login wall": _source("saved.html", WALL),
    "a page of scripts": _source("saved.html", SCRIPTS),
    "a list of links": _source("saved.html", f"<html><body><main>{LINKS}</main></body></html>"),
    "elements nested too deep": _source("saved.html", f"<div>{'<b>' * 6_000}{BODY}"),
    "a page that does not say enough": _source("saved.html", f"<html><body>{BODY}"),
    "a text that does not say enough": _source("saved.txt", TEXT),
    "a file that is not there": Case("annotate add saved.html"),
    "an address without its beginning": Case("annotate add www.example.org/bridge"),
    "a folder": Case("annotate add seeds"),
    "a file that may not be read": Case("annotate add locked.html", {"locked.html": PAGE}, lambda root: (root / "locked.html").chmod(0)),
    "nothing from standard input": Case(f"annotate add - {SAID}"),
    "a picture from standard input": Case("annotate add -", given=PNG),
}  # fmt: skip
OPTIONS = {
    "a day that is none": _source("saved.html", PAGE, "--published 2024-02-30"),
    "an address that is none": _source("saved.html", PAGE, "--url ledger/bridge"),
    "a language that is none": _source("saved.html", PAGE, "--language English"),
    "a name with spaces": _source("saved.html", PAGE, "--slug 'Old Bridge'"),
    "a name that leads elsewhere": _source("saved.html", PAGE, "--slug ../../bridge"),
    "a name that Windows keeps": _source("saved.html", PAGE, "--slug aux"),
    "a name that is taken": _source("saved.html", PAGE, "--slug bridge"),
    "a title without letters for a name": _source("saved.html", PAGE, "--title 旧桥"),
    "an article that is there": _source("saved.html", PAGE, "--url https://www.example.com/bridge"),
    "a seed in the way": Case("annotate add saved.html --slug ferry", {"saved.html": PAGE, "seeds/ferry.html": "Mine.\n"}),
    "a display that is none": _source("saved.html", PAGE, "--display all"),
    "a folder for the seed": _source("saved.html", PAGE, "--seed-to seeds"),
    "a seed of another kind": _source("saved.html", PAGE, "--seed-to new.txt"),
    "a seed into what is no folder": _source("saved.html", PAGE, "--seed-to mkdocs.yml/new.html"),
}  # fmt: skip
ADDRESSES = {
    "a file's address": _fetched("file:///etc/passwd"),
    "another scheme": _fetched("ftp://news.example.org/bridge"),
    "a script": Case("annotate add 'javascript:alert(1)'"),
    "a mail address": Case("annotate add mailto:editor@news.example.org"),
    "credentials": _fetched("https://me:secret@news.example.org/bridge"),
    "another port": _fetched("https://news.example.org:8080/bridge"),
    "this computer": _fetched("http://localhost/bridge"),
    "a loopback address": _fetched("http://127.0.0.1/bridge"),
    "a loopback address of six": _fetched("http://[::1]/bridge"),
    "a private address": _fetched("http://10.0.0.7/bridge"),
    "a link-local address": _fetched("http://169.254.169.254/latest"),
    "a host at a private address": _fetched("https://intranet.example.org/bridge"),
    "a host that is not found": _fetched("https://gone.example.org/bridge"),
    "a host that does not answer": _fetched("https://mute.example.org/bridge"),
    "a host with a faulty certificate": _fetched("https://forged.example.org/bridge"),
    "a redirect to a private address": _fetched("/to-private"),
    "a redirect to a loopback address": _fetched("/to-loopback"),
    "a redirect to a file": _fetched("/to-file"),
    "a redirect to itself": _fetched("/to-itself"),
    "too many redirects": _fetched("/onward/0"),
    "too large a page": _fetched("/large"),
    "too large a page, compressed": _fetched("/bomb"),
    "a server that says nothing": _fetched("/silent"),
    "a server that drips": _fetched("/drips"),
    "a server that breaks off": _fetched("/breaks-off"),
    "a server that talks nonsense": _fetched("/nonsense"),
    "a page that is forbidden": _fetched("/403"),
    "a page that is not there": _fetched("/404"),
    "a page that fails": _fetched("/500"),
    "a page that robots may not read": _fetched("/closed"),
    "a site whose rules fail": _fetched("https://broken.example.org/bridge"),
    "a served PDF": _fetched("/pdf"),
    "a served PDF that is called a page": _fetched("/pdf-as-page"),
    "a served picture": _fetched("/picture"),
    "served JSON": _fetched("/json"),
    "a served page of nothing": _fetched("/empty"),
    "a served login wall": _fetched("/wall"),
}  # fmt: skip
OTHERS = {
    "words that are not there": Case("annotate new bridge 'The council voted on Monday'"),
    "words of nothing": Case("annotate new bridge 'quite other things'"),
    "no words": Case("annotate new bridge ''"),
    "words that stand twice": Case("annotate new bridge the"),
    "words that are annotated already": Case("annotate new bridge '$3.2 million'"),
    "words of no article": Case("annotate new ferry 'the council'"),
    "an id that is none": Case("annotate new bridge 'The council voted' --id '../x'"),
    "an id that is taken": Case("annotate new bridge 'The council voted' --id cost"),
    "a claims folder that is a file": Case("annotate new bridge 'The council voted'", prepare=lambda root: _make_file(root, "docs/articles/bridge/claims")),
    "a claims folder that leads out": Case("annotate new bridge 'The council voted'", prepare=lambda root: _lead_out(root, "docs/articles/bridge/claims")),
    "a seeds folder that leads out": Case("annotate add saved.html", {"saved.html": PAGE}, lambda root: _lead_out(root, "seeds")),
    "a site where files are": Case("annotate init .", {"mkdocs.yml": "site_name: Mine\n"}, bare=True),
    "a site in a file": Case("annotate init notes.txt", {"notes.txt": "Mine.\n"}, bare=True),
    "a site below a file": Case("annotate init notes.txt/site", {"notes.txt": "Mine.\n"}, bare=True),
    "a code that is none": Case("annotate explain quote-not-fond"),
    "nothing that is like a topic": Case("annotate explain zzz"),
    "add in the wrong folder": Case("annotate add saved.html", {"saved.html": PAGE}, bare=True),
    "new in the wrong folder": Case("annotate new bridge words", bare=True),
    "check in the wrong folder": Case("annotate check", bare=True),
    "build in the wrong folder": Case("annotate build --out out", bare=True),
    "coverage of no article": Case("annotate coverage ferry"),
    "a build over the sources": Case("annotate build --out docs"),
    "a build over other files": Case("annotate build --out out", {"out/mine.txt": "Mine.\n"}),
    "a seed with other line ends": Case("annotate check", prepare=lambda root: _write(root, "seeds/bridge.txt", ARTICLE.replace("\n", "\r\n"))),
    "a seed that was changed": Case("annotate check", {"seeds/bridge.txt": "Other words.\n"}),
    "a page without its seed from a page": Case("annotate check", prepare=lambda root: _rename_seed(root, "bridge.html")),
    "an article without its page": Case("annotate check", prepare=lambda root: (root / "docs/articles/bridge/index.md").unlink()),
    "a page without its seed": Case("annotate check", prepare=lambda root: (root / "seeds/bridge.txt").unlink()),
    "a seed that may not be read": Case("annotate check", prepare=lambda root: (root / "seeds/bridge.txt").chmod(0)),
    "a seed that leads out": Case("annotate check", prepare=lambda root: _lead_out(root, "seeds/bridge.txt")),
    "a seed that is a PDF": Case("annotate check", {"seeds/bridge.txt": PDF}),
    "a seed that is empty": Case("annotate check", {"seeds/bridge.txt": ""}),
    "a new text of another kind": Case("annotate rebase bridge new.html", {"new.html": PAGE}),
    "a new text that is a PDF": Case("annotate rebase bridge new.txt", {"new.txt": PDF}),
    "a new text that is not there": Case("annotate rebase bridge new.txt"),
}  # fmt: skip
CASES = SOURCES | OPTIONS | ADDRESSES | OTHERS


def _lead_out(root: Path, path: str) -> None:
    """Put a symbolic link that leads out of the repository in the place of a file or folder."""
    outside = root.parent / "outside"
    (root / path).rename(outside)
    (root / path).symlink_to(outside)


def _rename_seed(root: Path, seed: str) -> None:
    page = root / "docs/articles/bridge/index.md"
    page.write_text(page.read_text("utf-8").replace("bridge.txt", seed), encoding="utf-8")
    (root / "seeds/bridge.txt").unlink()


def _make_file(root: Path, path: str) -> None:
    shutil.rmtree(root / path)
    _write(root, path, "Mine.\n")


def _write(root: Path, path: str, content: bytes | str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content.encode() if isinstance(content, str) else content)


class _Site(BaseHTTPRequestHandler):
    """A server of all that goes wrong; its hosts are told apart by their names."""

    ANSWERS: ClassVar = {
        "/to-private": (302, {"Location": "https://intranet.example.org/"}, b""),
        "/to-loopback": (302, {"Location": "http://127.0.0.1/"}, b""),
        "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/to-itself": (302, {"Location": "/to-itself"}, b""),
        "/large": (200, {}, b"<p>words</p>\n" * 1_000_000),
        "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"<p>words</p>\n" * 1_000_000)),
        "/403": (403, {}, b"Forbidden"),
        "/500": (500, {}, b"Sorry"),
        "/pdf": (200, {"Content-Type": "application/pdf"}, PDF),
        "/pdf-as-page": (200, {"Content-Type": "text/html"}, PDF),
        "/picture": (200, {"Content-Type": "image/png"}, PNG),
        "/json": (200, {"Content-Type": "application/json"}, JSON.encode()),
        "/empty": (200, {"Content-Type": "text/html"}, b""),
        "/wall": (200, {"Content-Type": "text/html"}, WALL.encode()),
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /closed\n"),
    }

    def do_GET(self) -> None:
        if self.path.startswith("/onward/"):
            there = f"/onward/{int(self.path.removeprefix('/onward/')) + 1}"
            self._answer(302, {"Location": there}, b"")
        elif self.path in ("/silent", "/drips", "/breaks-off", "/nonsense"):
            self._misbehave()
        elif self.headers["Host"] == "broken.example.org":
            self._answer(503, {}, b"")
        else:
            self._answer(*self.ANSWERS.get(self.path, (404, {}, b"")))

    def _misbehave(self) -> None:
        self.close_connection = True
        if self.path == "/silent":
            time.sleep(1)
        elif self.path == "/nonsense":
            self.wfile.write(b"words\r\n\r\n")
        else:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<p>")
            for _ in range(20 if self.path == "/drips" else 0):
                time.sleep(0.05)
                self.wfile.write(b"a word ")

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Whoever asked has gone; to print that would be taken for the command's words."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with answering(_Server(("127.0.0.1", 0), _Site)) as port:
        yield port


@pytest.fixture(autouse=True)
def net(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The open net is a server on loopback, and its time is short."""

    def resolve(host: str, _: int) -> list[str]:
        if host == "gone.example.org":
            raise OSError("Name or service not known")
        return ["10.0.0.7" if host == "intranet.example.org" else "93.184.215.14"]

    def ask(address: SplitResult, _: str, headers: Mapping[str, str]) -> Answer:
        host = address.hostname
        if host == "forged.example.org":  # TLS to a server that speaks none
            return doors.ask(address._replace(netloc=f"{host}:{port}"), "127.0.0.1", headers)
        there = 1 if host == "mute.example.org" else port
        plain = address._replace(scheme="http", netloc=f"{host}:{there}")
        return doors.ask(plain, "127.0.0.1", {**headers, "Host": str(host)})

    monkeypatch.setattr(add_command, "fetch", partial(fetch, resolver=resolve, transport=ask))
    monkeypatch.setattr(doors, "TIMEOUT", 0.3)
    monkeypatch.setattr(page, "MAX_SECONDS", 0.6)


@pytest.fixture(autouse=True)
def locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that nobody may read are kept from the administrator too, as whom tests may run."""
    really = Path.open

    def unlocked(self: Path, *arguments: Any, **named: Any) -> Any:
        if self.is_file() and not self.stat().st_mode & 0o777:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return really(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", unlocked)


def _state(root: Path) -> dict[str, bytes]:
    """All files around a repository, hidden ones and those outside of it too."""
    files = (Path(folder) / name for folder, _, names in os.walk(root) for name in names)
    return {str(f.relative_to(root)): f.lstat().st_mtime_ns.to_bytes(8) for f in files}


def _run(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Run a case; assert that it ends as it should, in words, and leaves no trace."""
    root = folder / "site"
    root.mkdir(parents=True)
    if not case.bare:
        repository(root, {"cost": claim()})
    for path, content in case.files.items():
        _write(root, path, content)
    case.prepare(root)
    before = _state(folder)
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, shlex.split(case.command)[1:], input=case.given)
    assert isinstance(done.exception, SystemExit), (case, done.exception)
    assert done.exit_code in (1, 2), (case, done.output)
    assert _state(folder) == before, case
    told = done.output.partition("Error: ")[2] or done.output
    return done.exit_code, told.replace(str(root), "…")


def test_each_is_told_in_words_and_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    expected: Callable[[Path, str], None],
) -> None:
    blocks = []
    for number, (name, case) in enumerate(CASES.items()):
        code, told = _run(case, tmp_path / str(number), monkeypatch)
        there = "".join(f"{path}: {_shown(c)}\n" for path, c in case.files.items())
        blocks.append(f"## {name}\n{there}$ {case.command}\n{told}exit {code}\n")
    assert caplog.records == []  # a library's log would reach the terminal
    expected(EXPECTED, "\n".join(blocks))


def _shown(content: bytes | str) -> str:
    raw = content if isinstance(content, bytes) else content.encode()
    return f"{len(raw)} bytes, {ascii(raw[:48])[1:]}"
