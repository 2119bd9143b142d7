"""Analyses for tests: one of the example article with every field used, and random ones over nasty text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from reader.annotate.model import (
    Analysis,
    ArticleRecord,
    Claim,
    Cue,
    DateMention,
    Engine,
    Entity,
    Figure,
    Mention,
    Quote,
    Reference,
    Span,
    Speaker,
    Unquoted,
)
from reader.article.model import Article

PIECES = [
    *(
        "قال",
        "بوتين",
        "إن",
        "ﻻ",
        "لا",
        "مُحَمَّد",
        "الـ",
        "ﷺ",
        "\u200f",
        "\u200e",
        "\ufeff",
        "😀",
        "👩‍👩‍👧",
        "🇪🇬",
        "𞤀",
        "é",
        "e\u0301",
    ),
    *(
        "\n",
        "\n\n",
        "\t",
        " ",
        "\u00a0",
        "«",
        "»",
        "“",
        "”",
        '"',
        "'",
        "\\",
        "<b>&amp;",
        "{}",
        ";",
        ",",
        "،",
        "١٢٣",
        "12%",
        "=1+1",
        "|",
    ),
]
texts = (
    st.lists(st.sampled_from(PIECES), min_size=3, max_size=40)
    .map(" ".join)
    .filter(lambda t: any(map(str.isalpha, t)))
)
scores = st.integers(0, 1000).map(lambda n: n / 1000)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """A random analysis whose spans are real spans of its text, each of them more than white space."""
    text = draw(texts)
    solid = [i for i, c in enumerate(text) if not c.isspace() and c not in "\u200f\u200e\ufeff"]

    def span() -> tuple[int, int]:
        start = draw(st.sampled_from(solid))
        end = draw(st.sampled_from([i for i in solid if i >= start][:25])) + 1
        return start, end

    def speaker() -> Speaker | None:
        choice = draw(st.integers(0, 3))
        if choice == 0:
            return None
        start, end = span() if choice > 1 else (None, None)
        return Speaker(
            draw(st.sampled_from(["بوتين", "مصدر أمني"])), draw(st.sampled_from([None, "e1"])), start, end
        )

    def speakers(count: int) -> tuple[Speaker, ...]:
        return tuple(one for _ in range(count) if (one := speaker()))

    entities, used = [], set()
    for number in range(1, draw(st.integers(0, 3)) + 1):
        spans = {span() for _ in range(draw(st.integers(1, 3)))} - used
        used |= spans
        if spans:
            entities.append(
                Entity(
                    id=f"e{number}",
                    type=draw(st.sampled_from(["PER", "LOC", "ORG", "MISC"])),
                    name=draw(st.sampled_from(["فلاديمير بوتين", "مينسك"])),
                    mentions=tuple(Mention(s, e, text[s:e], draw(scores)) for s, e in sorted(spans)),
                    references=tuple(
                        Reference(s, e, text[s:e]) for s, e in [span()] * draw(st.integers(0, 1))
                    ),
                    gloss=draw(st.sampled_from([None, "Putin"])),
                    role=draw(st.sampled_from([None, "الرئيس الروسي"])),
                )
            )
    quotes = []
    for number in range(1, draw(st.integers(0, 3)) + 1):
        start, end = span()
        cue = span()
        quotes.append(
            Quote(
                id=f"q{number}",
                kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
                factuality=draw(st.sampled_from(["said", "denied", "future"])),
                start=start,
                end=end,
                text=text[start:end],
                speaker=speaker(),
                relays=speakers(draw(st.integers(0, 2))),
                cue=Cue(*cue, text[slice(*cue)]) if draw(st.booleans()) else None,
                rule="quotes.rule.marked",
                score=draw(scores),
                reason="quotes.reason.cue",
            )
        )
    claims = []
    for number in range(1, draw(st.integers(0, 3)) + 1):
        start, end = span()
        claims.append(
            Claim(
                id=f"c{number}",
                start=start,
                end=end,
                text=text[start:end],
                claimant=speaker(),
                quote=draw(st.sampled_from([None, *(q.id for q in quotes)])),
                kind=draw(st.sampled_from(["event", "quantity", "denial"])),
                polarity=draw(st.sampled_from(["assert", "deny"])),
                hedged=draw(st.booleans()),
                figures=tuple(
                    Figure(*span(), draw(scores), unit)
                    for unit in draw(st.lists(st.sampled_from([None, "%"]), max_size=2))
                ),
                dates=tuple(DateMention(*span(), "2024-11-21") for _ in range(draw(st.integers(0, 1)))),
                checkworthy=draw(scores),
                score=draw(scores),
                reasons=tuple(draw(st.lists(st.sampled_from(["three figures", "accusation"]), max_size=2))),
                repeats=tuple(Span(*span()) for _ in range(draw(st.integers(0, 2)))),
            )
        )
    unquoted = tuple(
        Unquoted(s, e, text[s:e], "quotes.reason.name")
        for s, e in {span() for _ in range(draw(st.integers(0, 2)))}
    )
    article = Article(text=text, source="a.txt", title=draw(st.sampled_from([None, "عنوان"])))
    return Analysis(
        article=ArticleRecord(article.id, article.source, len(text), text, article.title),
        engine=Engine("embedded", "0.1", "crf-1"),
        entities=tuple(entities),
        quotes=tuple(quotes),
        claims=tuple(claims),
        unquoted=unquoted,
    )


def article_of(analysis: Analysis) -> Article:
    return Article(text=analysis.article.text, source=analysis.article.source, title=analysis.article.title)


def example() -> Analysis:
    """The bundled article with one or two of everything, written by hand."""
    text = (Path(__file__).resolve().parents[2] / "examples" / "library-ship.txt").read_text("utf-8")
    article = Article(text=text, source="library-ship.txt", title=text.split("\n", 1)[0])

    def at(words: str, nth: int = 1) -> tuple[int, int]:
        start = -1
        for _ in range(nth):
            start = text.index(words, start + 1)
        return start, start + len(words)

    def mention(words: str, nth: int = 1) -> Mention:
        return Mention(*at(words, nth), words, 0.9)

    minister = Entity("e1", "PER", "ليلى منصور", (mention("ليلى منصور"),), role="وزيرة الثقافة")
    manager = Entity(
        "e2",
        "PER",
        "نيكوس بابادوبولوس",
        (mention("نيكوس بابادوبولوس"),),
        (Reference(*at("مدير المشروع"), "مدير المشروع"),),
        gloss="Nikos Papadopoulos",
    )
    city = Entity(
        "e3", "LOC", "الإسكندرية", (mention("الإسكندرية"), mention("الإسكندرية", 2)), gloss="Alexandria"
    )
    said = "لا نريد مكتبة تنتظر قراءها، بل مكتبة تذهب إليهم"
    costs = "كلفة الصيانة قد ترتفع بنسبة 15% سنويا إذا لم تتوافر قطع الغيار في الأسواق المحلية"
    sails = "السفينة ستغادر إلى بيروت في الثالث من آذار/مارس المقبل، ثم إلى طرابلس وتونس والدار البيضاء"
    quotes = (
        Quote(
            id="q1",
            kind="direct",
            start=at(said)[0],
            end=at(said)[1],
            text=said,
            speaker=Speaker("ليلى منصور", "e1"),
            cue=Cue(*at("وأضافت"), "وأضافت"),
            rule="quotes.rule.marked",
            score=0.98,
        ),
        Quote(
            id="q2",
            kind="indirect",
            start=at(costs)[0],
            end=at(costs)[1],
            text=costs,
            speaker=Speaker("نيكوس بابادوبولوس", "e2", *at("نيكوس بابادوبولوس")),
            cue=Cue(*at("محذرا"), "محذرا"),
            rule="quotes.rule.participle",
            score=0.9,
        ),
        Quote(
            id="q3",
            kind="indirect",
            factuality="said",
            start=at(sails)[0],
            end=at(sails)[1],
            text=sails,
            speaker=Speaker("مصدر في هيئة الميناء", None, *at("مصدر في هيئة الميناء")),
            relays=(Speaker("مرسى", None, *at("مرسى")),),
            cue=Cue(*at("قوله"), "قوله"),
        ),
    )
    claims = (
        Claim(
            id="c1",
            start=at(costs)[0],
            end=at(costs)[1],
            text=costs,
            claimant=quotes[1].speaker,
            quote="q2",
            kind="prediction",
            hedged=True,
            figures=(Figure(*at("15%"), 15, "%"),),
            checkworthy=0.8,
            score=0.9,
            reasons=("one figure",),
        ),
    )
    return Analysis(
        article=ArticleRecord(article.id, article.source, len(text), text, article.title),
        engine=Engine("embedded", "0.1.0", "test"),
        entities=(minister, manager, city),
        quotes=quotes,
        claims=claims,
        unquoted=(Unquoted(*at("منارة"), "منارة", "quotes.reason.name"),),
    )
