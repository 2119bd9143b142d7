"""The one family of errors a user can meet: each has a title, a message and an exit code."""

from __future__ import annotations

from reader.i18n import t


class HamishError(Exception):
    """Something went wrong that a user can understand and act on.

    `message_id` is a message id of `reader.i18n`; `details` fill its placeholders. `title` and `message` are whole
    sentences in the user's language. `exit_code` is what the command line returns (2: the input or the command was
    unusable; 1: the work itself failed).
    """

    exit_code = 2

    def __init__(self, message_id: str, **details: object) -> None:
        self.message_id = message_id
        self.details = details
        super().__init__(self.message)

    @property
    def title(self) -> str:
        return t(f"errors.title.{type(self).__name__}")

    @property
    def message(self) -> str:
        return t(self.message_id, **self.details)


class SourceError(HamishError):
    """An article's source cannot be opened or read."""


class UsageError(HamishError):
    """A command was given something it cannot use."""


class SettingsError(HamishError):
    """A setting, theme or keymap is not usable."""


class StoreError(HamishError):
    """The review store cannot be read or written."""

    exit_code = 1


class EngineError(HamishError):
    """An analysis engine or its data is not usable."""

    exit_code = 1
