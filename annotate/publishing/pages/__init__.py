"""Every page that is written: the article's as Markdown, those of claims and outlets as HTML, and the lists."""
