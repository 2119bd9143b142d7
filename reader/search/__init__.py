"""Finding in text and notes, Arabic-normalised."""
