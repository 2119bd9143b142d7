"""The example article with what a reader would mark in it, so that the screen can be tried without any extractor."""

from __future__ import annotations

from pathlib import Path

from reader.annotate.model import (
    Analysis,
    ArticleRecord,
    Claim,
    Cue,
    DateMention,
    Entity,
    Figure,
    Mention,
    Quote,
    Reference,
    Span,
    Speaker,
)
from reader.article.model import Article

TEXT = (Path(__file__).resolve().parents[2] / "examples" / "library-ship.txt").read_text("utf-8")


def article(text: str = TEXT, source: str = "library-ship.txt") -> Article:
    """The example, as loaded."""
    return Article(text=text, source=source)


def find(words: str, nth: int = 1) -> tuple[int, int]:
    """Where `words` stand for the `nth` time."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def every(words: str) -> list[tuple[int, int]]:
    """Everywhere `words` stand."""
    return [find(words, nth) for nth in range(1, TEXT.count(words) + 1)]


def _entity(
    number: int, kind: str, name: str, *more: str, references: tuple[str, ...] = (), role: str | None = None
) -> Entity:
    spans = sorted({span for words in (name, *more) for span in every(words)})
    outer = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    return Entity(
        id=f"e{number}",
        type=kind,  # type: ignore[arg-type]
        name=name,
        mentions=tuple(Mention(start, end, TEXT[start:end], 0.9) for start, end in outer),
        references=tuple(Reference(*find(words), words) for words in references),
        role=role,
    )


def _speaker(name: str, entity: str | None = None, nth: int = 1) -> Speaker:
    start, end = find(name, nth)
    return Speaker(name, entity, start, end)


def _quote(number: int, words: str, kind: str, speaker: Speaker | None, cue: str = "", **more: str) -> Quote:
    start, end = find(words)
    found = find(cue) if cue else None
    return Quote(
        id=f"q{number}",
        kind=kind,  # type: ignore[arg-type]
        start=start,
        end=end,
        text=words,
        speaker=speaker,
        cue=Cue(*found, cue) if found else None,
        rule="marked",
        **more,  # type: ignore[arg-type]
    )


def _claim(number: int, words: str, **more: object) -> Claim:
    start, end = find(words)
    return Claim(id=f"c{number}", start=start, end=end, text=words, **more)  # type: ignore[arg-type]


def analysis() -> Analysis:
    """What is named, said and claimed in the example; overlapping spans included."""
    leila = _speaker("ليلى منصور", "e1")
    nikos = _speaker("نيكوس بابادوبولوس", "e2")
    entities = (
        _entity(1, "PER", "ليلى منصور", references=("وزيرة الثقافة",), role="وزيرة الثقافة"),
        _entity(2, "PER", "نيكوس بابادوبولوس", references=("مدير المشروع",)),
        _entity(3, "LOC", "الإسكندرية"),
        _entity(4, "LOC", "بيروت"),
        _entity(5, "ORG", "الاتحاد الأوروبي"),
        _entity(6, "MISC", "منارة"),
    )
    quotes = (
        _quote(1, "المشروع استغرق أربعة أعوام", "indirect", leila, "قالت"),
        _quote(2, "لا نريد مكتبة تنتظر قراءها، بل مكتبة تذهب إليهم", "direct", leila, "أضافت"),
        _quote(
            3,
            "حين رأيت السفينة أول مرة ظننت أنها لن تطفو أبدا، لكن عمال الميناء قالوا لي إن “منارة” لا تغرق، وكانوا على حق",
            "direct",
            nikos,
            "تابع",
        ),
        _quote(4, "لم أصدقهم يومها. أما اليوم فأنا أصدقهم.", "direct", nikos),
        _quote(5, "الثقافة لا تُبنى بالمهرجانات", "mixed", None),
        _quote(
            6,
            "المشروع قد مُوِّل من ميزانية المدارس",
            "indirect",
            _speaker("كريم الدسوقي"),
            "نفى",
            factuality="denied",
        ),
    )
    claims = (
        _claim(
            1,
            "الاتحاد الأوروبي غطى 70 في المئة من الكلفة",
            claimant=_speaker("كريم الدسوقي"),
            kind="quantity",
            checkworthy=0.9,
            score=0.8,
            figures=(Figure(*find("70"), 70.0, "%"),),
            reasons=("figure",),
        ),
        _claim(2, "المشروع استغرق أربعة أعوام", claimant=leila, quote="q1", checkworthy=0.5, score=0.7),
        _claim(
            3,
            "السفينة ستغادر إلى بيروت في الثالث من آذار/مارس المقبل",
            kind="prediction",
            checkworthy=0.95,
            score=0.4,
            dates=(DateMention(*find("الثالث من آذار/مارس"), "--03-03"),),
            repeats=(Span(*find("السفينة ستزور سبعة موانئ عربية")),),
        ),
    )
    record = ArticleRecord(id=article().id, source="library-ship.txt", length=len(TEXT), text=TEXT)
    return Analysis(article=record, entities=entities, quotes=quotes, claims=claims)
