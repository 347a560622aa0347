"""The forge's files: workflows that cannot be misused, forms whose ids are an interface, and what the hooks run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT
from history import commit

from annotate.cli import main

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent

SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.github-issue-forms": [
        GITHUB / "ISSUE_TEMPLATE" / f"{name}.yml" for name in ("claim", "correction")
    ],
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE/config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.citation-file-format": [ROOT / "CITATION.cff"],
    "custom.github-workflows-require-timeout": WORKFLOWS,
}


def _load(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)


def test_zizmor_has_nothing_to_report() -> None:
    """No finding, in its strictest mode."""
    done = subprocess.run(
        [BIN / "zizmor", "--offline", "--pedantic", "--no-progress", GITHUB],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout + done.stderr


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_follow_their_schemas(schema: str) -> None:
    """By the schemas that come with check-jsonschema, without a network."""
    files = SCHEMAS[schema]
    assert files
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_pinned() -> None:
    """By a commit's full hash, with the version in a comment; one version of an action everywhere."""
    pins: dict[str, set[str]] = {}
    for file in WORKFLOWS:
        for line in re.findall(r"uses: *(.+)", file.read_text("utf-8")):
            found = re.fullmatch(r"([\w/-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line)
            assert found, line
            pins.setdefault(found[1], set()).add(found[2])
    assert all(len(versions) == 1 for versions in pins.values()), pins


def test_pull_requests_get_a_token_that_can_only_read() -> None:
    """No other trigger runs a pull request's code, and no job of its workflow may write."""
    assert _load(GITHUB / "workflows/check.yml")["on"] == {"pull_request": ""}
    assert list(_load(GITHUB / "workflows/deploy.yml")["on"]) == ["push"]
    for file in WORKFLOWS:
        workflow = _load(file)
        assert workflow["permissions"] == {}
        assert "secrets." not in file.read_text("utf-8")
        for name, job in workflow["jobs"].items():
            writes = {key for key, value in job["permissions"].items() if value == "write"}
            assert writes == ({"pages", "id-token", "attestations"} if name == "deploy" else set())
            assert not (writes and any("run" in step for step in job["steps"]))


@pytest.mark.parametrize(
    ("changed", "is_data"),
    [
        ("docs/articles/x/claims/y.md", True),
        ("seeds/x.txt", True),
        ("annotate/checking/history/guard.py", False),
        ("mkdocs.yml", False),
        ("requirements.txt", False),
        ("docs.py", False),
    ],
)
def test_a_pull_request_with_data_alone_is_judged_by_the_branchs_tool(
    changed: str, is_data: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any other is judged by its own, which is said."""
    root, programs, temporary = (tmp_path / name for name in ("root", "bin", "temporary"))
    for folder in (root, programs, temporary):
        folder.mkdir()
    (root / "requirements.txt").write_text("", encoding="utf-8")
    (root / "tool").write_text("the branch's", encoding="utf-8")
    commit(root)
    (root / changed).parent.mkdir(parents=True, exist_ok=True)
    (root / changed).write_text("changed", encoding="utf-8")
    commit(root)
    (programs / "python").write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    (programs / "python").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("RUNNER_TEMP", str(temporary))
    steps = _load(GITHUB / "workflows/check.yml")["jobs"]["content"]["steps"]
    (script,) = (step["run"] for step in steps if step.get("name", "").startswith("Install "))
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    tool = str(temporary / "base") if is_data else "."
    assert f" --require-hashes -r {tool}/requirements.txt\n" in done.stdout
    assert done.stdout.endswith(f" --no-build-isolation {tool}\n")
    assert ("::warning" in done.stdout) != is_data
    assert not is_data or not (temporary / "base" / changed).is_file()


def test_no_contributed_text_reaches_a_shell() -> None:
    """Commands hold no expressions: a branch's name or a title could be one."""
    for file in WORKFLOWS:
        for job in _load(file)["jobs"].values():
            assert not any("${{" in step.get("run", "") for step in job["steps"])


def test_the_workflows_commands_exist() -> None:
    """What the checks run is what the command line offers."""
    text = (GITHUB / "workflows/check.yml").read_text("utf-8")
    for command in re.findall(r"run: annotate ([\w-]+)(.*)", text):
        options = CliRunner().invoke(main, [command[0], "--help"])
        assert options.exit_code == 0, command
        assert all(option in options.output for option in re.findall(r"--\w+", command[1]))
    assert "run: make test" in text


@pytest.mark.parametrize("folder", [GITHUB, ROOT / "annotate/editing/site/dot_github"])
def test_a_damaged_site_is_never_deployed(folder: Path) -> None:
    """Between the build and what is published, the site is checked."""
    steps = _load(folder / "workflows/deploy.yml")["jobs"]["build"]["steps"]
    names = [step.get("run", step.get("uses", "")).partition("@")[0] for step in steps]
    build = names.index("mkdocs build --strict")
    assert names[build + 1] == "annotate check-site site"
    assert names[-1] == "actions/upload-pages-artifact"


def test_issue_forms_keep_their_ids() -> None:
    """The site's links fill the fields in by these ids."""
    ids = {
        name: [
            part["id"]
            for part in _load(GITHUB / f"ISSUE_TEMPLATE/{name}.yml")["body"]
            if "id" in part
        ]
        for name in ("claim", "correction")
    }
    assert ids == {
        "claim": ["article", "quote", "claim", "source", "context", "license"],
        "correction": ["claim", "wrong", "source", "concerned"],
    }


def test_links_of_the_community_files_lead_to_files() -> None:
    """Relative links between them and to the docs."""
    for file in GITHUB.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", file.read_text("utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_code_owners_are_real_paths() -> None:
    """Every path in the file exists, so that no rule protects nothing; no handle is made up."""
    text = (GITHUB / "CODEOWNERS").read_text("utf-8")
    paths = re.findall(r"^#?\s+(/\S+)$", text, re.MULTILINE)
    assert len(paths) >= 10
    assert all((ROOT / path.strip("/")).exists() for path in paths), paths
    assert all(line.startswith("#") for line in text.splitlines())


def test_the_pre_commit_hook_runs_the_check() -> None:
    """It runs once for the whole repository, when something that it reads has changed."""
    (hook,) = _load(ROOT / ".pre-commit-hooks.yaml")
    assert hook["entry"] == "annotate check"
    assert hook["pass_filenames"] == "false"
    for path, runs in (
        ("docs/articles/x/claims/y.md", True),
        ("docs/outlets.yml", True),
        ("seeds/x.txt", True),
        ("annotate/cli/commands.py", False),
    ):
        assert bool(re.search(hook["files"], path)) == runs
