"""How Markdown that is not allowed looks: for the form, which has no parser, and finds what `parsing` refuses."""

from .parsing import MARKUP_IN_TEXT, NOT_ALLOWED

# Each sign as a regular expression of both languages, tried where a line begins, and what it is called.
BLOCKS = (
    (r"^ {0,3}#{1,6}(\s|$)", NOT_ALLOWED["heading_open"][1]),
    (r"\S.*\n {0,3}(-+|=+) *$", NOT_ALLOWED["heading_open"][1]),
    (r"^ {0,3}([-*_])([ \t]*\1){2,}[ \t]*$", NOT_ALLOWED["hr"][1]),
    (r"^ {0,3}(```[^`\n]*$|~~~)", NOT_ALLOWED["fence"][1]),
    (r"(^|\n\n)( {4}|\t)", NOT_ALLOWED["code_block"][1]),
    (r"^ {0,3}\[[^\]]+\]:", "A link definition"),
)
_HTML = r"^ {0,3}<(?![a-z][a-z0-9+.-]+:[^\s<>]*>)(/?[a-z]|[!?])|<(/?[a-z][a-z0-9-]*(\s[^>]*)?/?|[!?][^>]*)>"
INLINE = (
    (_HTML, NOT_ALLOWED["html_inline"][1]),
    (r"!\[", NOT_ALLOWED["image"][1]),
    *((pattern.pattern, what) for pattern, _, what in MARKUP_IN_TEXT),
)
