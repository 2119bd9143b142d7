"""What each profile writes, seen through a model of its terminal's own reordering, is the row that was meant."""

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reader.layout import Options, layout_paragraph
from reader.terminal.emission import unjoined
from reader.terminal.profiles import PROFILES, Profile
from tests.terminal import model

LOGICAL = (
    "قال الرئيس الروسي فلاديمير بوتين (72 عاما) إن «الأزمة» مع NATO لن تُحَلّ قبل 2025.",
    "وأضاف: «لا نريد الحرب، ولكن [السلام] أيضا له ثمن» بنسبة 12.5%.",
    "وذكرت شركة Apple Inc. أن الأرباح بلغت 1,250 مليون دولار في 2023-2024.",
    "الكتاب الأول (ص. 14) لأبي العلاء — رسالة الغفران، ١٩٧٧م.",
    "من «هو»؟ (لا أحد) [١٢/٥/٢٠٢٤] CIAوالموساد",
    "plain Latin (with brackets) 12:30",
)


def visual(paragraph: str, width: int, options: Options) -> str:
    line = layout_paragraph(paragraph, options)[0]
    return (" " * max(0, width - line.width) + line.text)[:]


def rows(presentation_forms: bool = True) -> list[str]:
    """Screen rows: a gutter, the margin's column, a border, the article's column, a border."""
    margin, article = (
        Options(24, presentation_forms=presentation_forms),
        Options(60, presentation_forms=presentation_forms),
    )
    made = []
    for left in LOGICAL:
        for right in LOGICAL:
            made.append(f" │ {visual(left, 24, margin)} │{visual(right, 60, article)}│")
    made += [f"  {visual(text, 60, article)}  " for text in LOGICAL]
    return made


@dataclass(frozen=True)
class Terminal:
    profile: str
    shows: Callable[[str], list[model.Seen]]


TERMINALS = {
    "xterm": Terminal("visual", model.no_bidi),
    "VTE, told": Terminal("explicit", model.no_bidi),
    "mlterm, told": Terminal("mlterm", model.no_bidi),
    "mintty, told": Terminal("mintty", model.no_bidi),
    "VTE, implicit": Terminal("override", model.reordering),
    "tmux in VTE": Terminal("override", lambda written: model.reordering(model.tmux(written))),
    "tmux in xterm": Terminal("override", lambda written: model.no_bidi(model.tmux(written))),
    "Konsole": Terminal("logical-runs", model.konsole),
    "Konsole, if it mirrored": Terminal("logical-runs", model.reordering),
    "tmux in Konsole": Terminal("logical-runs", lambda written: model.konsole(model.tmux(written))),
    "kitty": Terminal("kitty", lambda written: model.kitty(written, fallback=False)),
    "kitty, fallback font": Terminal("kitty", lambda written: model.kitty(written, fallback=True)),
    "kitty, force_ltr": Terminal("kitty", lambda written: model.kitty(written, True, force_ltr=True)),
}


@pytest.mark.parametrize("terminal", TERMINALS.values(), ids=TERMINALS)
def test_the_row_is_seen_as_it_is(terminal: Terminal) -> None:
    for row in rows():
        written = PROFILES[terminal.profile].emit([(row, None)])
        seen = model.text(terminal.shows(written)).replace("\u2800", " ")
        assert seen == row


@pytest.mark.parametrize("shows", [model.reordering, lambda written: model.reordering(model.tmux(written))])
def test_left_to_the_terminal(shows: Callable[[str], list[model.Seen]]) -> None:
    for row in rows(presentation_forms=False):
        written = PROFILES["logical"].emit([(row, None)])
        assert not set(written) & set("\u202d\u202e\u202a\u202b")
        assert model.text(shows(written)) == row


def test_what_the_models_guard_against() -> None:
    """The profiles differ for a reason: the plain visual row is wrong in all that reorder."""
    row = next(row for row in rows() if "NATO" not in row and "Latin" not in row)
    assert model.text(model.reordering(row)) != row
    assert model.text(model.kitty(row, fallback=False)) != row
    assert model.text(model.konsole(row)) != row


def test_konsole_draws_letters_only_in_right_to_left_runs() -> None:
    for row in rows():
        for cell in model.konsole(PROFILES["logical-runs"].emit([(row, None)])):
            assert (
                cell.level % 2 == 1
                or not model.arabic_script(cell.text)
                or cell.text[0].isdigit()
                or cell.text == "،"
            )


def test_kitty_gives_no_two_letters_one_run() -> None:
    for row in rows():
        seen = model.no_bidi(PROFILES["kitty"].emit([(row, None)]))
        for one, other in itertools.pairwise(seen):
            if " " not in one.text + other.text and (
                model.arabic_script(one.text) or model.arabic_script(other.text)
            ):
                assert one.slanted != other.slanted


def painted(text: str, style: str) -> str:
    return f"<{style}>{text}</{style}>"


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_styles_stay_on_their_cells(profile: Profile) -> None:
    """Each cell keeps its style: painted letter by letter, the styles come out where the letters do."""
    for row in rows()[:8]:
        line = [(character, index) for index, character in enumerate(row)]
        whole = profile.emit([(row, None)])
        by_cell = profile.emit(line, lambda text, style: text)
        assert by_cell == whole


def test_neighbours_of_one_style_are_painted_once() -> None:
    row = [(" │ ", "a"), ("ﺔﺑ", "b"), (" 12 ", "b"), ("ﻢﻟ", "c"), (" │", "a")]
    assert PROFILES["visual"].emit(row, painted) == "<a> │ </a><b>ﺔﺑ</b><b> 12 </b><c>ﻢﻟ</c><a> │</a>"
    assert PROFILES["override"].emit(row, painted).count("<b>") == 1
    assert PROFILES["logical-runs"].emit(row, painted).count("<b>") == 1


def test_rows_without_right_to_left_text_are_left_alone() -> None:
    row = [(" plain (Latin) 12 — é ", None)]
    for profile in PROFILES.values():
        assert profile.emit(row) == row[0][0]


def test_plain_writes_base_letters() -> None:
    for row in rows():
        written = PROFILES["plain"].emit([(row, None)])
        assert len(written) == len(row)
        assert not any("\ufe70" <= c <= "\ufef4" for c in written)
    assert unjoined("ﻻ") == "ﻻ"


def test_the_mouse_under_konsole() -> None:
    """Konsole names the cell in the order written; every reported cell leads back to a cell that shows it."""
    profile = PROFILES["logical-runs"]
    for row in rows():
        line = [(row, None)]
        written = model.grid(profile.emit(line))
        shown = model.no_bidi(row)
        seen = [profile.seen_cell(line, reported) for reported in range(len(shown))]
        assert sorted(seen) == list(range(len(shown)))
        for reported, (base, _, _) in enumerate(written):
            assert base.replace("\u2800", " ") == shown[seen[reported]].text
    assert PROFILES["explicit"].seen_cell([(row, None)], 7) == 7


def test_random_rows() -> None:
    dice = random.Random(4)
    alphabet = "ابتثﻻﺔﻢ" + "abcXYZ" + "0123٤٥٦" + " .,:()[]«»-%/│" * 2
    for _ in range(2000):
        row = " " + "".join(dice.choices(alphabet, k=dice.randrange(1, 40)))
        for name in (
            "VTE, implicit",
            "tmux in VTE",
            "Konsole",
            "tmux in Konsole",
            "kitty",
            "kitty, fallback font",
        ):
            terminal = TERMINALS[name]
            written = PROFILES[terminal.profile].emit([(row, None)])
            assert model.text(terminal.shows(written)).replace("\u2800", " ") == row, (name, row)


def test_italics() -> None:
    """mlterm has no Arabic italics, so letters lose them and Latin keeps them; kitty's change of slant starts from the style's."""
    from rich.style import Style

    row = [(" ab ﻢﻟ", Style(italic=True)), (" ﻢﻟ", None)]
    assert PROFILES["mlterm"].emit(row) == " ab \x1b[23mﻢﻟ\x1b[3m ﻢﻟ"
    assert PROFILES["kitty"].emit(row) == " ab ﻢ\x1b[23mﻟ\x1b[3m ﻢ\x1b[3mﻟ\x1b[23m"
