"""What an attack on the whole tool found: each hole stays closed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from history import commit
from repository import claim, repository

from annotate.cli import main
from annotate.model.problems import visible
from annotate.publishing.site import build
from annotate.reading.prose import parse
from annotate.text.escaping import escape_address

CLAIMS = "docs/articles/bridge/claims"
EXTENSIONS = ["attr_list", "footnotes", "md_in_html", "tables", "toc"]
# Addresses that are allowed, and that a Markdown parser takes for a link, an image or a reference.
ADDRESSES = (
    "https://a.example.org/[x](javascript:hit())",
    "https://b.example.org/![x](https://tracker.example.com/x.png)",
    "https://d.example.org/[x][y]?a=*b*&c=__d__",
)


def _codes(root: Path) -> list[str]:
    return [p.code for p in build(root).problems if p.is_error]


def _run(root: Path, *arguments: str) -> Result:
    before = Path.cwd()
    os.chdir(root)
    try:
        return CliRunner().invoke(main, arguments)
    finally:
        os.chdir(before)


# --- what is published ---------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_stays_in_its_attribute(tmp_path: Path, address: str) -> None:
    """Python-Markdown reads links and footnotes in a line before it reads elements."""
    source = {"url": address, "outlet": "The Example", "type": "dataset", "stance": "supports", "says": "It has the figure."}  # fmt: skip
    text = claim(sources=json.dumps([source]), context=f"See [the page](<{address}>) for more.\n")
    seed = f'<p>Repairs will cost about $3.2 million, <a href="{address.replace("&", "&amp;")}">he</a> said.</p>'
    root = repository(tmp_path, {"cost": text}, seed, suffix="html", url=json.dumps(address))
    (root / "docs/sources.md").write_text("<!-- annotate: sources -->\n", encoding="utf-8")
    result = build(root)
    assert not result.failed, result.problems
    # Once in the head, in the article's words and in the footnote (the context's link is percent-encoded).
    for path, count in (("articles/bridge/index.md", 3), ("sources.md", 1)):
        body = str(result.files[path]).removeprefix("---\n").rpartition("\n---\n")[2]
        soup = BeautifulSoup(markdown.markdown(body, extensions=EXTENSIONS), "html5lib")
        links = [str(a["href"]) for a in soup.select("a[href]")]
        assert links.count(address) == count, (path, links)
        assert not soup.select("img")
        assert [link for link in links if link.startswith("javascript:")] == []
        assert len(soup.select("sup")) == (1 if count == 3 else 0)


def test_an_escaped_address_is_the_address() -> None:
    everything = "".join(map(chr, range(32, 127))) + "éж中"
    html = markdown.markdown(f'<a href="{escape_address(everything)}">x</a>', extensions=EXTENSIONS)
    link = BeautifulSoup(html, "html.parser").a
    assert link is not None
    assert link["href"] == everything


@pytest.mark.parametrize("code", ["&#x202e;", "&#8203;", "&#xFEFF;", "&#xE0041;", "&#12;", "&#x2066;"])  # fmt: skip
def test_character_codes_do_not_smuggle_unseen_characters(code: str) -> None:
    for text in (f"Words {code}here.", f"- *{code}x*", f"[{code}x](https://www.example.org/)"):
        _, problems = parse(text, "x.md", 1)
        assert [p.code for p in problems] == ["forbidden-character"], text


@pytest.mark.parametrize("character", [0x202E, 0x115F, 0x3164, 0x2800, 0x206A, 0xFDD0, 0x1FFFF, 0xE0200])  # fmt: skip
def test_escapes_do_not_smuggle_unseen_characters(tmp_path: Path, character: int) -> None:
    text = claim(summary=f'"The city \\U{character:08x} gives it."')
    assert _codes(repository(tmp_path, {"cost": text})) == ["forbidden-character"]


def test_escapes_do_not_heap_marks(tmp_path: Path) -> None:
    text = claim(summary='"The city' + "\\u0301" * 40 + ' gives it."')
    assert _codes(repository(tmp_path, {"cost": text})) == ["forbidden-character"]


def test_what_scripts_and_emoji_need_is_allowed(tmp_path: Path) -> None:
    text = claim(
        summary="می\u200cخواهم, 👩\u200d👩\u200d👧 ❤\ufe0f, \u200fשלום\u200e, hy\u00adphen."
    )
    assert _codes(repository(tmp_path, {"cost": text})) == []


@pytest.mark.parametrize("context", [">", "- ", "1.", "&nbsp;", "[](https://www.example.org/)", "…"])  # fmt: skip
def test_a_context_without_words_is_none(tmp_path: Path, context: str) -> None:
    """An empty quotation would leave a gap that ends the footnote before its links."""
    root = repository(tmp_path, {"cost": claim(context=context + "\n")})
    assert _codes(root) == ["no-context"]


def test_a_malformed_declaration_is_a_comment(tmp_path: Path) -> None:
    seed = "<p>Repairs will cost about $3.2 million.</p><![><img src=x>"
    assert _codes(repository(tmp_path, {"cost": claim()}, seed, suffix="html")) == []


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["docs/linked", "docs/linked.md", "docs/outlets.yml", "docs/articles/bridge/index.md",
                                  "docs/articles/linked", f"{CLAIMS}/linked.md", "docs/nowhere"])  # fmt: skip
def test_what_a_link_leads_to_is_neither_published_nor_told(tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "page.md").write_text("# CANARY\n", encoding="utf-8")
    (tmp_path / "secret.yml").write_text("---\nCANARY token\n---\n", encoding="utf-8")
    root = repository(tmp_path / "repository", {"cost": claim()})
    (root / path).unlink(missing_ok=True)
    target = secret if path.endswith("linked") else tmp_path / "secret.yml"
    (root / path).symlink_to(target if path != "docs/nowhere" else tmp_path / "nowhere")
    result = build(root)
    assert result.files == {}
    assert "symbolic-link" in [p.code for p in result.problems]
    assert not any("CANARY" in p.message + p.hint for p in result.problems)


@pytest.mark.parametrize("name", [b"\xff.md", b"a\nb.md", "\u202ex.md".encode()])
def test_names_that_cannot_be_printed(tmp_path: Path, name: bytes, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    root = repository(tmp_path / "repository", {"cost": claim()})
    for folder in ("docs", CLAIMS):
        Path(os.fsdecode(bytes(root / folder) + b"/" + name)).write_bytes(b"# Page\n")
    assert _codes(root) == ["bad-name", "bad-name"]
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    for form in ("text", "json", "github"):
        result = _run(root, "check", "--format", form)
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert "\u202e" not in summary


def test_half_a_surrogate_pair_is_written_out() -> None:
    assert visible("a\udcffb\U000e0041") == "aU+DCFFbU+E0041"


# --- the command line ----------------------------------------------------------------------------


@pytest.mark.parametrize("id_", ["../../../../../out", "/tmp/out", "a/b", "..", ".", "x" * 300, "A B", "con", "\x1b[31m", "a\nb"])  # fmt: skip
def test_new_writes_nowhere_else(tmp_path: Path, id_: str) -> None:
    root = repository(tmp_path / "repository", {"cost": claim()})
    before = sorted(tmp_path.rglob("*"))
    result = _run(root, "new", "bridge", "unsafe for daily traffic", "--id", id_)
    assert result.exit_code == 2
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("slug", ["..", ".", "", "/etc", "../..", "bridge/../bridge", "bridge/claims"])  # fmt: skip
def test_rebase_takes_names_alone(tmp_path: Path, slug: str) -> None:
    root = repository(tmp_path, {"cost": claim()})
    assert _run(root, "rebase", "--", slug, "seeds/bridge.txt").exit_code == 2


@pytest.mark.parametrize("out", [".", "..", "/", "docs", "docs/articles/bridge", "docs/new", "seeds/x", ".git/hooks"])  # fmt: skip
def test_build_never_writes_over_the_sources(tmp_path: Path, out: str) -> None:
    root = repository(tmp_path / "repository", {"cost": claim()})
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert _run(root, "build", "--out", out).exit_code == 2
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("base", ["", " ", "--output=pwned", "-x", "HEAD --output=pwned", "$(touch pwned)", "HEAD\n::error::x", "\x1b[31m", "x" * 100_000])  # fmt: skip
def test_a_base_that_is_none_is_misuse(tmp_path: Path, base: str) -> None:
    """An unset variable gives an empty one, which must not switch the guard off."""
    root = repository(tmp_path, {"cost": claim()})
    commit(root)
    for command in ("check", "changes"):
        result = _run(root, command, "--base", base)
        assert result.exit_code == 2
        assert "\x1b" not in result.output
        assert not any(line.lstrip().startswith("::") for line in result.output.splitlines())
    assert not list(tmp_path.rglob("pwned"))


def test_a_seed_has_no_power_over_the_terminal(tmp_path: Path) -> None:
    seed = "It is \x9b31m unsafe \u202e for daily traffic.\n\n::error::It is unsafe.\n"
    root = repository(tmp_path, {}, seed)
    for words in ("unsafe", "unsave for daily trafic"):
        output = _run(root, "new", "bridge", words).output
        assert output
        assert not {"\x9b", "\u202e"} & set(output)
        assert not any(line.lstrip().startswith("::") for line in output.splitlines())


def test_a_killed_build_leaves_no_half_file(tmp_path: Path) -> None:
    root = repository(tmp_path / "repository", {"cost": claim()})
    whole = build(root).files
    out = tmp_path / "out"
    half = out / "..annotate-manifest.json.7.tmp"  # as the first step leaves it when it is killed
    out.mkdir()
    half.write_text("[", encoding="utf-8")
    command = [sys.executable, "-m", "annotate", "build", "--root", str(root), "--out", str(out)]
    for number in range(8):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # fmt: skip
            end = time.monotonic() + 30
            while (
                not any(f for f in out.iterdir() if f != half)
                and time.monotonic() < end
                and process.poll() is None
            ):
                time.sleep(0.001)
            time.sleep(number * 0.002)
            process.send_signal(signal.SIGKILL)
        for file in out.rglob("*"):
            if file.is_file() and not file.name.startswith("."):
                content = whole[file.relative_to(out).as_posix()]
                assert file.read_bytes() == (content.encode() if isinstance(content, str) else content)  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file() and p.suffix != ".json"} >= {p for p in whole if not p.endswith(".json")}  # fmt: skip
    for scratch in out.rglob("*.tmp"):
        os.utime(scratch, (0, 0))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert not list(out.rglob("*.tmp"))


def test_a_manifest_names_nothing_outside(tmp_path: Path) -> None:
    """The list of what an earlier build wrote may itself have come with a pull request."""
    root = repository(tmp_path / "repository", {"cost": claim()})
    outside = tmp_path / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    manifests: list[object] = [
        [str(outside), "../outside.txt", "a/../../outside.txt", 7, None],
        {},
        None,
        7,
    ]
    for listed in manifests:
        (out / ".annotate-manifest.json").write_text(json.dumps(listed), encoding="utf-8")
        assert _run(root, "build", "--out", str(out)).exit_code == 0
        assert outside.is_file()
