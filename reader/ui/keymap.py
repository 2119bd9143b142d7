"""Every action of the screen by id: its keys, the place where they work and the message that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from textual.binding import Binding, BindingType

from reader.i18n import t
from reader.ui.arabickeys import twin

Scope = Literal[
    "app", "reading", "article", "panel", "start", "library", "dialog", "answer", "select", "find", "lens"
]
"""Where an action's keys work: everywhere, anywhere on the reading screen, in one of its panes, or elsewhere."""


class Action(NamedTuple):
    """One thing a reader can ask for. `footer` puts it among the hints at the foot of the screen."""

    id: str
    scope: Scope
    keys: tuple[str, ...]
    footer: bool = False

    @property
    def help(self) -> str:
        """The sentence that explains it."""
        return t(f"ui.action.{self.id}")

    @property
    def hint(self) -> str:
        """One or two words for the foot of the screen."""
        return t(f"ui.hint.{self.id}")


ACTIONS: tuple[Action, ...] = (
    # everywhere
    Action("quit", "app", ("q", "ctrl+q"), footer=True),
    Action("help", "app", ("question_mark", "f1"), footer=True),
    Action("next_theme", "app", ("f3",)),
    Action("choose_profile", "app", ("f4",)),
    # the reading screen
    Action("switch_pane", "reading", ("tab", "shift+tab"), footer=True),
    Action("show_entities", "reading", ("1",)),
    Action("show_quotes", "reading", ("2",)),
    Action("show_claims", "reading", ("3",)),
    Action("show_notes", "reading", ("4",)),
    Action("next_order", "reading", ("t",), footer=True),
    Action("find", "reading", ("slash",), footer=True),
    Action("filter_panel", "reading", ("quotation_mark",)),
    Action("copy", "reading", ("y",), footer=True),
    Action("details", "reading", ("d",), footer=True),
    Action("said_by", "reading", ("s",), footer=True),
    Action("previous_place", "reading", ("left_square_bracket",)),
    Action("next_place", "reading", ("right_square_bracket",)),
    Action("back", "reading", ("ctrl+o", "backspace", "comma"), footer=True),
    Action("forward", "reading", ("ctrl+i", "alt+right", "full_stop")),
    Action("set_mark", "reading", ("m",)),
    Action("go_to_mark", "reading", ("apostrophe",)),
    Action("follow", "reading", ("f",)),
    Action("highlights", "reading", ("f10",)),
    Action("legend", "reading", ("i",)),
    Action("focus_mode", "reading", ("z",)),
    Action("numbers", "reading", ("number_sign",)),
    Action("spacing", "reading", ("backslash",)),
    Action("reveal", "reading", ("f12",)),
    Action("direction", "reading", ("alt+d",)),
    Action("narrower_text", "reading", ("minus",)),
    Action("wider_text", "reading", ("equals_sign", "plus")),
    Action("split_left", "reading", ("less_than_sign",)),
    Action("split_right", "reading", ("greater_than_sign",)),
    Action("swap_panes", "reading", ("vertical_line",)),
    Action("mouse", "reading", ("f8",)),
    Action("show_list", "reading", ("f2",)),
    Action("previous_article", "reading", ("f6",)),
    Action("next_article", "reading", ("f7",)),
    Action("retry", "reading", ("f5",)),
    Action("export", "reading", ("ctrl+e",)),
    Action("import", "reading", ("ctrl+n",)),
    Action("layers", "reading", ("ctrl+t",)),
    Action("lens", "reading", ("w",), footer=True),
    Action("vocalise", "reading", ("tilde",)),
    Action("choose_engine", "reading", ("at",)),
    # the review
    Action("accept", "reading", ("a",), footer=True),
    Action("reject", "reading", ("x",), footer=True),
    Action("leave_open", "reading", ("o",)),
    Action("next_pending", "reading", ("n",), footer=True),
    Action("previous_pending", "reading", ("p",)),
    Action("undo", "reading", ("u",), footer=True),
    Action("redo", "reading", ("ctrl+r",)),
    Action("select", "reading", ("v",), footer=True),
    Action("change_type", "reading", ("c",)),
    Action("edit", "reading", ("e",)),
    Action("note", "reading", ("r",)),
    Action("check", "reading", ("exclamation_mark",)),
    Action("everywhere", "reading", ("asterisk",)),
    Action("merge", "reading", ("ampersand",)),
    Action("split_off", "reading", ("percent_sign",)),
    Action("rank", "reading", ("0",)),
    Action("rank_up", "reading", ("alt+up", "ctrl+up")),
    Action("rank_down", "reading", ("alt+down", "ctrl+down")),
    Action("accept_shown", "reading", ("ctrl+a",)),
    Action("summary", "reading", ("f9",)),
    # while words are selected
    Action("add_person", "select", ("1",), footer=True),
    Action("add_place", "select", ("2",), footer=True),
    Action("add_organisation", "select", ("3",), footer=True),
    Action("add_other", "select", ("4",), footer=True),
    Action("add_direct", "select", ("5",), footer=True),
    Action("add_indirect", "select", ("6",), footer=True),
    Action("add_mixed", "select", ("7",), footer=True),
    Action("add_claim", "select", ("8",), footer=True),
    Action("correct", "select", ("enter", "c"), footer=True),
    Action("speaker_here", "select", ("s",), footer=True),
    Action("verb_here", "select", ("r",), footer=True),
    Action("other_end", "select", ("o",), footer=True),
    Action("loosen", "select", ("space",), footer=True),
    Action("start_later", "select", ("comma",), footer=True),
    Action("start_earlier", "select", ("full_stop",), footer=True),
    Action("end_later", "select", ("less_than_sign", "shift+left"), footer=True),
    Action("end_earlier", "select", ("greater_than_sign", "shift+right"), footer=True),
    Action("copy_selection", "select", ("y",), footer=True),
    Action("drop", "select", ("escape", "v", "x"), footer=True),
    # while hits of a search are marked
    Action("next_hit", "find", ("n",), footer=True),
    Action("previous_hit", "find", ("N", "p"), footer=True),
    Action("end_find", "find", ("escape",), footer=True),
    # the article
    Action("sentence_end", "article", ("dollar_sign",)),
    Action("sentence_begin", "article", ("circumflex_accent",)),
    Action("hop", "article", ("semicolon",)),
    Action("line_down", "article", ("j", "down")),
    Action("line_up", "article", ("k", "up")),
    Action("next_word", "article", ("h", "left")),
    Action("previous_word", "article", ("l", "right", "b")),
    Action("next_sentence", "article", ("right_parenthesis",)),
    Action("previous_sentence", "article", ("left_parenthesis",)),
    Action("next_paragraph", "article", ("right_curly_bracket",)),
    Action("previous_paragraph", "article", ("left_curly_bracket",)),
    Action("page_down", "article", ("pagedown", "space", "ctrl+f")),
    Action("page_up", "article", ("pageup", "ctrl+b")),
    Action("half_page_down", "article", ("ctrl+d",)),
    Action("half_page_up", "article", ("ctrl+u",)),
    Action("article_start", "article", ("g", "home")),
    Action("article_end", "article", ("G", "end")),
    Action("find_note", "article", ("enter",), footer=True),
    # the panel
    Action("item_down", "panel", ("j", "down")),
    Action("item_up", "panel", ("k", "up")),
    Action("items_down", "panel", ("pagedown", "ctrl+d", "ctrl+f")),
    Action("items_up", "panel", ("pageup", "ctrl+u", "ctrl+b")),
    Action("first_item", "panel", ("g", "home")),
    Action("last_item", "panel", ("G", "end")),
    Action("next_tab", "panel", ("left", "h")),
    Action("previous_tab", "panel", ("right", "l")),
    Action("expand", "panel", ("space",), footer=True),
    Action("jump", "panel", ("enter",), footer=True),
    # the start screen
    Action("open_recent", "start", ("enter",), footer=True),
    Action("open_example", "start", ("e",), footer=True),
    Action("forget_recent", "start", ("delete",)),
    # the list of articles
    Action("open_article", "library", ("enter",), footer=True),
    Action("filter", "library", ("slash",), footer=True),
    Action("drop_filter", "library", ("escape",)),
    # dialogs
    Action("close", "dialog", ("escape", "q"), footer=True),
    Action("leave", "answer", ("escape",)),
    # the word lens
    Action("next_reading", "lens", ("j", "down")),
    Action("previous_reading", "lens", ("k", "up")),
    Action("following_word", "lens", ("h", "left")),
    Action("preceding_word", "lens", ("l", "right")),
    Action("lens_down", "lens", ("pagedown", "space")),
    Action("lens_up", "lens", ("pageup",)),
    Action("keep_word", "lens", ("s", "plus")),
    Action("install_morphology", "lens", ("i",)),
    Action("close_lens", "lens", ("w", "q")),
)
"""The table. An id names a method `action_<id>` of what owns the scope, and the messages `ui.action.<id>`, `ui.hint.<id>`."""

_NAMES = {
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "comma": ",",
    "full_stop": ".",
    "apostrophe": "'",
    "number_sign": "#",
    "backslash": "\\",
    "minus": "-",
    "equals_sign": "=",
    "plus": "+",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "vertical_line": "|",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "slash": "/",
    "asterisk": "*",
    "ampersand": "&",
    "percent_sign": "%",
    "exclamation_mark": "!",
    "semicolon": ";",
    "quotation_mark": '"',
    "tilde": "~",
    "at": "@",
    "dollar_sign": "$",
    "circumflex_accent": "^",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}

SYMBOLS = frozenset(_NAMES)
"""Textual's names of keys that a reader knows by a sign."""
_CHARACTER_OF = {name: symbol for name, symbol in _NAMES.items() if len(symbol) == 1 and symbol.isascii()}


def key_name(key: str) -> str:
    """A key as a reader would call it: `question_mark` is `?`, `ctrl+o` is `^o`."""
    return _NAMES.get(key) or key.replace("ctrl+", "^")


def actions(*scopes: Scope) -> tuple[Action, ...]:
    """The actions of the given scopes, in the order of the table."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


_chosen: dict[str, tuple[str, ...]] = {}
"""The keys that the user's keymap gives to actions, by id."""


def choose(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Let these keys stand for the table's, from now on, in hints, help and look-ups; `set_keymap` tells Textual."""
    _chosen.clear()
    _chosen.update(keys)


def keys_of(action: Action) -> tuple[str, ...]:
    """The keys of an action, the user's choice before the table's, without their Arabic twins."""
    return _chosen.get(action.id, action.keys)


def with_twins(action: Action) -> tuple[str, ...]:
    """The action's keys, each followed by what the same key gives on the Arabic layout, where that is nobody's own."""
    taken = _own_keys(action.scope)
    made: list[str] = []
    for key in keys_of(action):
        made.append(key)
        other = twin(_CHARACTER_OF.get(key, key))
        if other is not None and other not in taken:
            made.append(other)
    return tuple(dict.fromkeys(made))


def _own_keys(scope: Scope) -> frozenset[str]:
    """All keys that are bound as themselves where `scope`'s keys are heard: a character that is typed means itself."""
    return frozenset(key for action in actions(*heard_with(scope)) for key in keys_of(action))


def heard_with(scope: Scope) -> tuple[Scope, ...]:
    """The scopes whose keys are alive together with those of `scope`. Selecting and finding come before the others."""
    if scope in ("dialog", "answer", "select", "find", "lens"):
        return (scope,)
    if scope in ("start", "library"):
        return (scope, "app")
    panes: tuple[Scope, ...] = ("article", "panel") if scope in ("app", "reading") else (scope,)
    return ("app", "reading", *panes)


def action_for(scope: Scope, key: str) -> Action | None:
    """The action of `scope` that `key` asks for, where keys are looked up and not bound."""
    return next((action for action in actions(scope) if key in with_twins(action)), None)


def bindings(scope: Scope) -> list[BindingType]:
    """The scope's actions as Textual bindings, each under its id so that a keymap can change its keys."""
    return [
        Binding(",".join(with_twins(action)), _call(action), action.id, id=action.id, show=action.footer)
        for action in actions(scope)
    ]


def chosen_bindings() -> dict[str, str]:
    """What `App.set_keymap` takes: the keys of each action that the user's keymap changes, twins included."""
    return {action.id: ",".join(with_twins(action)) for action in ACTIONS if action.id in _chosen}


def _call(action: Action) -> str:
    """The method that does it: a pane's keys ask the screen, which decides."""
    return f"screen.{action.id}" if action.scope in ("article", "panel") else action.id
