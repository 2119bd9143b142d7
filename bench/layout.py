"""Layout against FriBidi, python-bidi and arabic-reshaper on the same text, in one run."""

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from bench import _fribidi as fribidi
from reader.layout import Document, Line, Options, layout_paragraph
from reader.layout.bidi import paragraph_levels, visual_order
from reader.layout.breaks import breaks_at_spaces
from reader.layout.plain import breaks_between
from reader.layout.units import forget_units

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
SAMPLE = (
    "أعلنت وزارة الصحة (WHO) أن نسبة الإصابات بلغت 25.5% في 21/11/2024، وقال المتحدث: «الوضع تحت السيطرة» وأضاف أن "
    "العدد الإجمالي وصل إلى ١٢٬٣٤٥ حالة منذ بداية العام الماضي.\n"
)
OPTIONS = Options(80)


def paragraphs() -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(GOLD.glob("*/text/*.txt"))][:150]
    return [line for text in texts or [SAMPLE * 500] for line in text.splitlines() if line]


def best(work: Callable[[], object], rounds: int = 5, before: Callable[[], object] = lambda: None) -> float:
    """Shortest of some runs, in seconds of this process; the machine may be busy."""
    times = []
    for _ in range(rounds):
        before()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def lay_out(lines: list[str]) -> int:
    """Everything a screen asks of every line: visual text, and the code points of each cell."""
    count = 0
    for paragraph in lines:
        for line in layout_paragraph(paragraph, OPTIONS):
            count += len(line.text) + len(line.lefts)
    return count


def clusters(lines: list[str]) -> int:
    return sum(len(line.clusters) for paragraph in lines for line in layout_paragraph(paragraph, OPTIONS))


def forget() -> None:
    forget_units()
    breaks_between.cache_clear()
    breaks_at_spaces.cache_clear()


def first_screen(text: str) -> list[Line]:
    document = Document(text, OPTIONS)
    document.settle(0, 40)
    return [document.line(row) for row in range(40)]


def main() -> None:
    lines = paragraphs()
    size = sum(len(line.encode()) for line in lines) / 1e6
    count = sum(len(layout_paragraph(line, OPTIONS)) for line in lines)
    print(f"text: {size:.2f} MB, {len(lines)} paragraphs, {count} lines of 80 cells")

    def report(name: str, seconds: float, yard: float | None = None) -> None:
        ratio = f"   {yard / seconds:.2f} x" if yard else ""
        print(f"{name:58}{size / seconds:7.2f} MB/s{ratio}")

    def levels() -> None:
        for line in lines:
            visual_order(paragraph_levels(line)[1])

    yard = None
    if (library := fribidi.load()) is not None:
        yard = best(lambda: [library.levels_and_order(line) for line in lines])
        report("FriBidi through ctypes: levels and map", yard)
    report("reader.layout: levels and map", best(levels), yard)
    yard = None
    try:
        from arabic_reshaper import ArabicReshaper
        from bidi import get_display
    except ImportError:
        print("python-bidi and arabic-reshaper are not installed: pip install '.[bench]'")
    else:
        reshaper = ArabicReshaper({"delete_harakat": False})
        yard = best(lambda: [get_display(reshaper.reshape(line)) for line in lines], 3)
        report("arabic-reshaper and python-bidi get_display (no offsets)", yard)
    cold = best(lambda: lay_out(lines), 5, forget)
    report("reader.layout: lines, text and cells, nothing kept", cold, yard)
    warm = best(lambda: lay_out(lines))
    report("reader.layout: the same, caches warm", warm, yard)
    report("reader.layout: with Cluster objects, caches warm", best(lambda: clusters(lines)), yard)
    print(f"lines a second: {count / cold:,.0f} cold, {count / warm:,.0f} warm")

    whole = "\n".join(lines)
    small = whole[:5500]
    large = (whole * (1 + 5_500_000 // len(whole)))[:5_500_000]
    a = best(lambda: first_screen(small), 9, forget)
    b = best(lambda: first_screen(large), 9, forget)
    print(f"first screen: 10 KB {a * 1e3:.2f} ms, 10 MB {b * 1e3:.2f} ms: {b / a:.2f} x")
    tracemalloc.start()
    document = Document(large, OPTIONS)
    document.settle(0, 40)
    document.row_of(len(large))
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"memory beside the 10 MB text after a look at both ends: {used / 1e6:.2f} MB, {used / 11e6:.2f} x its size"
    )
