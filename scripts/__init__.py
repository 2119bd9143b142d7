"""Scripts that make what is committed: tables, lexicon data, models."""
