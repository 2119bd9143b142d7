"""How the time to find quotations grows with the text: microseconds a character at 10 KB, 100 KB and 1 MB."""

from __future__ import annotations

from time import perf_counter

from reader.annotate import quotes

_SENTENCE = "وقال الوزير إن المشروع سيبدأ قريبا، مضيفا أن «التمويل متوفر بالكامل»، بحسب بيان صدر أمس. وأوضحت الشركة أنها ستوظف ألف عامل"
_TEXTS = {
    "article (paragraphs)": _SENTENCE + ".\n",
    "one paragraph": _SENTENCE + ". ",
    "one sentence": _SENTENCE + " ",
    "marks only": '«“"”» ',
    "cues only": "قال أن ",
}
_SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    quotes.find(_SENTENCE, ())
    print(f"{'text':22}" + "".join(f"{size // 1000:>10} KB" for size in _SIZES) + "   growth")
    for name, unit in _TEXTS.items():
        costs = []
        for size in _SIZES:
            text = (unit * (size // len(unit) + 1))[:size]
            start = perf_counter()
            quotes.find(text, ())
            costs.append((perf_counter() - start) / size * 1e6)
        print(
            f"{name:22}" + "".join(f"{cost:>10.1f} µs" for cost in costs) + f"   ×{costs[-1] / costs[0]:.2f}"
        )


if __name__ == "__main__":
    main()
