"""One module a format; the registry imports each when it is asked for."""
