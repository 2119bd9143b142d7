"""Recent articles, reading positions, listings of a folder."""
