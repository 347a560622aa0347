"""The command `annotate rebase`: what an article's new text does to its claims, and writing what is decided."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path

import click

from ..editing.rebase.moves import GONE, PROPOSED, UNCHANGED, count, describe_move
from ..editing.rebase.rebasing import Rebase, apply, read_rebase
from ..editing.rebase.settling import Decisions
from ..editing.yaml_edits import EditError
from ..model.articles import SEED
from ..reading.repository import ARTICLES, SEEDS, OutsideError, is_name
from ..text.dates import today
from ..text.tables import table_of
from ..text.wording import counted, grouped
from .reporting import print_problems, say, stop
from .roots import find_article, find_root

# An option that is given once for each claim.
_ids = partial(click.option, multiple=True, metavar="ID")


@click.command()
@click.argument("slug")
@click.argument("new_seed", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_ids("--accept", "accepted", help="Apply the proposal for this claim.")
@_ids("--withdraw", "withdrawn", help="Mark this claim as withdrawn, or delete this waiver.")
@click.option("--withdraw-gone", is_flag=True, help="Withdraw all whose words are gone.")
@click.option("--ask", is_flag=True, help="Ask about each that is open.")
@click.option(
    "--apply",
    "applies",
    is_flag=True,
    help="Once everything is decided, put NEW_SEED into its place and pin it.",
)
@click.option(
    "--due",
    type=click.Choice(["draft"]),
    help="With --apply, make claims drafts that must be looked at before they are published.",
)
def rebase(
    slug: str,
    new_seed: Path,
    *,
    accepted: tuple[str, ...],
    withdrawn: tuple[str, ...],
    withdraw_gone: bool,
    ask: bool,
    applies: bool,
    due: str | None,
) -> None:
    """Say what the changed text NEW_SEED does to the claims of the article SLUG.

    Quotes whose words stand unchanged stay. For the others the nearest passage is proposed, with what
    differs. Each claim whose words, or the sentence around them, changed gets an entry in its history;
    --accept ID applies a proposal, --withdraw ID marks a claim withdrawn. Without options nothing is
    written; with --apply nothing is written either until every claim is unchanged, accepted or withdrawn.
    """
    found = _read(find_root(()), slug, new_seed)
    gone = [move.id for move in found.moves if withdraw_gone and move.state == GONE]
    decisions = Decisions(frozenset(accepted), frozenset((*withdrawn, *gone)), due is not None)
    waived = found.waived(accepted + withdrawn)
    if wrong := decisions.misuse(found.moves, found.withdrawn, waived):
        raise click.UsageError(wrong)
    _report(found)
    for id_ in decisions.done(found.moves):
        why = "withdrawn earlier" if id_ in found.withdrawn else "nothing has this id any more"
        say(f"{id_}: {why}; it counts as decided")
    if ask:
        decisions = _ask(found, decisions)
    for path, id_ in found.links_to(decisions.withdrawn):
        click.echo(f"{path} links to {id_}, which is withdrawn: take [[{id_}]] out there.")
    sys.exit(_settle(found, decisions, applies, f"annotate rebase {slug} {new_seed}"))


def _read(root: Path, slug: str, new_seed: Path) -> Rebase:
    """Read everything, or end with what is wrong with it."""
    if not is_name(slug) or not (root / ARTICLES / slug).is_dir():
        find_article(root, slug)  # which says what articles there are
    if not re.fullmatch(SEED.pattern, f"seed{new_seed.suffix}"):
        raise click.UsageError(f"{new_seed} needs a name that ends in .txt, .md or .html.")
    found = read_rebase(root, slug, new_seed)
    if not isinstance(found, Rebase):
        print_problems(found, "text", root)
        is_seed = all(problem.location.path == new_seed.name for problem in found)
        stop("Nothing was changed." if is_seed else table_of(__file__)["unread"])
    if found.is_taken:
        raise click.UsageError(f"{SEEDS}/{found.seed} is another file; move it away first.")
    return found


def _report(found: Rebase) -> None:
    if not found.knows_old:
        click.echo(table_of(__file__)["unknown_old"])
    claims = sum(not move.quoted.number for move in found.moves)
    counts = f"{counted(claims, 'claim')} and {counted(len(found.moves) - claims, 'waiver')}"
    click.echo(f"Before: {counts} with words in the article.")
    click.echo(f"After:  {count(found.moves)}.")
    if found.withdrawn:
        click.echo(f"Withdrawn earlier, and left alone: {len(found.withdrawn)}.")
    if found.remark:
        click.echo(found.remark)
    shown = (m for m in found.moves if m.state != UNCHANGED or (m.around and m.around[0]))
    for told, alike in grouped(shown, lambda move: describe_move(move, found.new.text)).items():
        say(*f"{', '.join(move.id for move in alike)}: {told}".split("\n"))


def _ask(found: Rebase, decisions: Decisions) -> Decisions:
    """Ask about each move that is open, until all are decided or put off."""
    accepted, withdrawn = set(decisions.accepted), set(decisions.withdrawn)
    for move in decisions.left(found.moves):
        say(*f"{move.id}: {describe_move(move, found.new.text)}".split("\n"))
        choices = ["accept", "withdraw", "later"][move.state == GONE :]
        answer = click.prompt(move.id, type=click.Choice(choices), default="later")
        {"accept": accepted, "withdraw": withdrawn}.get(answer, set()).add(move.id)
    return Decisions(frozenset(accepted), frozenset(withdrawn), decisions.drafts)


def _settle(found: Rebase, decisions: Decisions, applies: bool, command: str) -> int:
    """Write what was decided, say what is left, and give the exit code."""
    left = decisions.left(found.moves)
    try:
        written = [] if applies and left else apply(found, decisions, today(), pins=applies)
    except (EditError, OutsideError) as error:
        raise click.ClickException(f"{error} Nothing was written.") from error
    if applies and left:
        click.echo(f"Nothing was written: {len(left)} to decide.")
    say(*(f"Wrote {path}." for path in written))
    if applies and not left:
        told = "annotate check; annotate due lists what must be looked at again."
        click.echo(f"{SEEDS}/{found.seed} is pinned. Now run: {told}")
        return 0
    command += " --due draft" * decisions.drafts
    if not left:
        click.echo(f"Everything is decided. To pin the new text: {command} --apply")
    for state, option in ((PROPOSED, "accept"), (GONE, "withdraw")):
        if first := next((move.id for move in left if move.state == state), None):
            click.echo(f"To {option} one: {command} --{option} {first}")
    return 1 if left else 0
