"""Random text of the kinds that meet in an article, and of the kinds that should not."""

from hypothesis import strategies as st

WORDS = [
    *[
        "سلام",
        "لا",
        "الأمم",
        "بَيْتٌ",
        "إلى",
        "وزير",
        "كتاب،",
        "«قال",
        "نعم»",
        "(أي)",
        "الـمدير",
        "شيء",
        "می‌خواهم",
        "کتاب",
    ],
    *[
        "WHO",
        "U.S.",
        "e-mail",
        "a@b.org",
        "https://example.org/path/to?x=1&y=2",
        "[x]",
        "(CNN)",
        "naïve",
        "e\u0301",
    ],
    *["2024", "21/11/2024", "٢٥٫٥٪", "12,345.6", "50%", "$3.5", "+962", "-7", "1:2"],
    *["👍🏽", "👩‍👩‍👧‍👦", "🇸🇦", "❤️", "日本語", "한국어", "\u1112\u1161\u11ab", "שלום", "नमस्ते"],
]
CONTROLS = (
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
PIECES = [
    *WORDS,
    " ",
    " ",
    " ",
    "  ",
    ".",
    "،",
    "؟",
    " - ",
    "—",
    "/",
    "«",
    "»",
    "“",
    "”",
    "(",
    ")",
    "[",
    "]",
    "\u00a0",
    "\u064e",
    "\t",
]
HOSTILE = [*CONTROLS, "\x1b[31m", "\x00", "\x9b", "\ud800", "\u0301" * 20, "\u2028", "\ufffe", "\U000e0041"]

articles = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
hostile = st.lists(st.sampled_from([*PIECES, *HOSTILE]), max_size=40).map("".join)
bidi = st.text("ab אبج 12٣+$,.!()[]\t\u0300\u064b" + CONTROLS, max_size=60)
without_brackets = st.text("ab אبج 12٣+$,.!\t\u0300\u064b" + CONTROLS, max_size=60)
