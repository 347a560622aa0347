"""An article that changed upstream: where its quotes stand in the new text, and writing what is decided."""
