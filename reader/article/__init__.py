"""A source (path, URL, stdin) becomes an Article."""
