"""An Article becomes an Analysis: entities, quotes and claims."""
