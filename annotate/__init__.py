"""Turn a news article into Markdown and anchor fact-check annotations to its exact words.

The path of the data: seed -> `Article` -> annotations anchored to its text -> checks -> Markdown with
footnotes and the other pages of a site, as a mapping from path to content (`annotate.site.build`).
"""

__version__ = "0.1.0"
