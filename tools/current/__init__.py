"""New works that cite what the entries rest on, for people to look at: nothing is written."""
