//! What acts and their undoing do, one case at a time.
