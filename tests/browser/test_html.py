"""The Nu HTML checker on built pages; `VNU_JAR` names its jar (npm: vnu-jar)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

JAR = os.environ.get("VNU_JAR", "")
# Material's own: two check boxes with `autocomplete`, in a part of its template that cannot be overridden.
THEME = "Attribute “autocomplete” is only allowed when the input type is"


@pytest.mark.skipif(
    not (JAR and Path(JAR).is_file() and shutil.which("java")),
    reason="set VNU_JAR to vnu.jar, and install Java",
)
def test_pages_are_valid_html(real_site: Path, page_types: dict[str, str]) -> None:
    files = [
        real_site / path / "index.html" if not path.endswith(".html") else real_site / path
        for path in page_types.values()
    ]
    done = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--errors-only", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    faults = [
        f"{m['url']}:{m.get('lastLine')}: {m['message']}"
        for m in messages
        if not m["message"].startswith(THEME)
    ]
    assert faults == []
