"""The repository that measurements are made on is one that a site can be built of, and always the same."""

from __future__ import annotations

from pathlib import Path

from made_articles import CLAIMS, write_repository

from annotate.checking.check import check


def test_made_articles_have_no_error_and_depend_on_their_number_alone(tmp_path: Path) -> None:
    few, more = write_repository(tmp_path / "few", 1), write_repository(tmp_path / "more", 2)
    checked = check(more)
    assert not checked.failed, checked.problems[0]
    assert [len(article.published) for article in checked.library.articles] == [CLAIMS, CLAIMS]
    for file in few.rglob("a00000/**/*.md"):
        assert file.read_bytes() == (more / file.relative_to(few)).read_bytes()
