"""Take a page in: which of its blocks are the article, what its metadata says, and the files that come of it."""
