"""What readers get: pages, exports and the search index of a checked library. Never edits."""
