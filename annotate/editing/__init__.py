"""Changes to the files that people wrote: drafts, mends, and claims moved to another text."""
