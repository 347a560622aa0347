"""What an editor sees above the last good pages while a file has an error."""

from __future__ import annotations

from html import escape

from ..model import problems
from .policy import META
from .site import Build


def render_banner(result: Build) -> str:
    """The errors of a build, as HTML without a style sheet of its own."""
    errors = (escape(problems.format_text(p)) for p in result.problems if p.is_error)
    lines = "".join(f"<li><pre>{error}</pre></li>" for error in errors)
    return (
        '<div class="fc-banner" role="alert" style="background:#8c1d18;color:#fff;padding:1rem;font:14px/1.5 monospace">'
        f"<b>{escape(problems.summarize(result.problems))}. These are the last good pages.</b>"
        f'<ul style="margin:.5em 0 0;padding-left:1.5em">{lines}</ul></div>'
    )


def with_banner(html: str, banner: str) -> str:
    """A page with a banner at the top of its body."""
    body = html.find(">", html.find("<body")) + 1
    return html[:body] + banner + html[body:]


def as_served(html: str) -> str:
    """A finished page under `mkdocs serve`: without the policy, for MkDocs adds a script of its own."""
    return html.replace(META, "", 1)
