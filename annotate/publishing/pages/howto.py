"""How to contribute, in the words of what is configured: the steps for the form, on GitHub, GitLab, another forge or none."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Annotation, Source, declared_fields
from ...reading.settings import Settings
from ...text.escaping import escape_address, escape_markdown

# What the form asks of nobody: it knows the words, and the day.
_KNOWN = ("quote", "checked")
_SENT = {
    "GitHub": "Choose “Propose new file”, then “Create pull request”: GitHub makes a copy of the repository for you.",
    "GitLab": "Choose “Commit changes”, then “Create merge request”: GitLab makes a copy of the repository for you.",
}


def howto(settings: Settings) -> str:
    """The steps from selected words to an annotation, as a numbered list, and the other ways there are."""
    steps = [
        "Open an article, select the words that your claim is about, and choose “Annotate this”.",
        f"Fill in the form: {_needed()} fields are needed, among them the claim, a verdict, one source and the context. "
        "It says what is missing or wrong, and writes the file.",
        *(_on_forge(settings) if settings.forge else _without_forge()),
    ]
    listed = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    return f"{listed}\n\n{_others(settings)}"


def _needed() -> int:
    """How many fields of the form nobody can leave empty, with one source; the context is one more."""
    declared = (*declared_fields(Annotation), *declared_fields(Source))
    return sum(field.required and field.name not in _KNOWN for field in declared) + 1


def _on_forge(settings: Settings) -> Iterator[str]:
    name = escape_markdown(settings.forge_name)
    sent = _SENT.get(settings.forge_name, f"Propose it there as a {settings.request}.")
    yield (
        f"Choose “Open on {name}”: its page for a new file opens, with the file in it. You need an account there. {sent}"
    )
    yield (
        "The checks run by themselves, and say on the line what is wrong and what to do. Edit the file in the "
        f"{settings.request} until they are green. Then an editor reads it."
    )


def _without_forge() -> Iterator[str]:
    yield (
        "Choose “Copy” or “Download”. This site does not say where its repository is: send the file to whoever runs it. "
        "If you have a copy of the repository, save it there under the path that the form names, run `annotate check`, "
        "and commit it on a branch."
    )


def _others(settings: Settings) -> str:
    change = "To correct a claim, select its words, or choose “Suggest a change” beside it"
    if not settings.forge:
        return f"{change}: it names the claim’s file."
    issues = escape_address(settings.new_issue_url() + ("" if settings.on_gitlab else "/choose"))
    return (
        f"{change}: {escape_markdown(settings.forge_name)} opens the claim’s file for editing. If you would rather not "
        f'write a file, <a href="{issues}">open an issue</a>, and an editor does.'
    )
