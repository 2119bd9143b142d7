"""Names: grouping (B³), reliability of scores, speed a word against camel-tools' recogniser with weights of its shape."""

from __future__ import annotations

import collections
import os
import tempfile
import time
from pathlib import Path

from reader.annotate import entities
from reader.annotate.entities.grouping import group
from reader.annotate.entities.mentions import Evidence, mention
from reader.annotate.entities.words import split
from reader.annotate.tokens import sentences, words
from scripts.train import corpora
from scripts.train.corpora import Document
from scripts.train.entities import label

Span = tuple[int, int]


def b_cubed(gold: dict[Span, str], found: dict[Span, str]) -> tuple[float, float, int]:
    """Sums of B³ precision and recall over the mentions in both (Bagga & Baldwin 1998), and their number."""
    shared = gold.keys() & found.keys()
    golden: dict[str, set[Span]] = collections.defaultdict(set)
    made: dict[str, set[Span]] = collections.defaultdict(set)
    for span in shared:
        golden[gold[span]].add(span)
        made[found[span]].add(span)
    precision = recall = 0.0
    for span in shared:
        both = len(golden[gold[span]] & made[found[span]])
        precision += both / len(made[found[span]])
        recall += both / len(golden[gold[span]])
    return precision, recall, len(shared)


def true_groups(document: Document) -> dict[Span, str]:
    """The gold mentions by word span, each with its canonical name."""
    names = {form: name for name, forms in document.canon.items() for form in (name, *forms)}
    text = document.text
    return {word_span(text, s, e): names.get(text[s:e], text[s:e]) for s, e, _ in document.spans}


def word_span(text: str, start: int, end: int) -> Span:
    """A span without marks at its edges, so that spans of the same words are equal."""
    inside = words(text[start:end])
    return (end, end) if not inside else (start + inside[-1].end, start + inside[0].end)


def grouping(documents: list[Document]) -> None:
    """B³ over gold mentions grouped by Hamish, and over Hamish's own mentions that are gold ones."""
    for title, maker in (("gold mentions", _from_gold), ("own mentions", _from_find)):
        sums = [b_cubed(true_groups(d), maker(d)) for d in documents]
        precision, recall, count = (sum(column) for column in zip(*sums, strict=True))
        p, r = precision / count, recall / count
        print(
            f"grouping, {title}: B3 F1 {200 * p * r / (p + r):.1f} (P {100 * p:.1f} R {100 * r:.1f}, {count} mentions)"
        )


def _from_gold(document: Document) -> dict[Span, str]:
    text = document.text
    parts = split(text)
    evidence = Evidence(parts)
    named = []
    for number, (sentence, labels) in enumerate(zip(parts, label(parts, document.spans), strict=True)):
        first = 0
        for i in range(1, len(labels) + 1):
            if labels[first] == "O":
                first = i
            elif i == len(labels) or labels[i][0] != "I":
                found = mention(text, sentence, number, first, i, labels[first][2:], 1.0, evidence)
                named += [found] if found else []
                first = i
            if first >= len(labels):
                break
    return {
        word_span(text, m.start, m.end): str(n) for n, g in enumerate(group(text, named)) for m in g.mentions
    }


def _from_find(document: Document) -> dict[Span, str]:
    found = entities.find(document.text)
    return {word_span(document.text, m.start, m.end): e.id for e in found for m in e.mentions}


def reliability(documents: list[Document]) -> None:
    """How often mentions of each band of score are right: the same words and type as a gold mention."""
    bands: dict[int, list[int]] = collections.defaultdict(lambda: [0, 0])
    for document in documents:
        gold = {(*word_span(document.text, s, e), kind) for s, e, kind in document.spans}
        for entity in entities.find(document.text):
            for m in entity.mentions:
                band = bands[min(int(m.score * 10), 9)]
                band[0] += (*word_span(document.text, m.start, m.end), entity.type) in gold
                band[1] += 1
    for number, (right, count) in sorted(bands.items()):
        print(
            f"score {number / 10:.1f} to {(number + 1) / 10:.1f}: {100 * right / count:5.1f} % right of {count}"
        )


def speed(documents: list[Document]) -> None:
    """Seconds a word, and how much faster than camel-tools' recogniser (random weights of AraBERT's shape)."""
    texts = [d.text for d in documents]
    entities.find("بيروت.")
    started = time.perf_counter()
    for text in texts:
        entities.find(text)
    ours = (time.perf_counter() - started) / sum(len(words(t)) for t in texts)
    print(f"embedded: {ours * 1e6:.0f} µs a word, articles not seen before")
    theirs = _camel(texts[0])
    if theirs:
        print(f"camel-tools: {theirs * 1e6:.0f} µs a word; embedded is {theirs / ours:.0f} times as fast")


def _camel(text: str) -> float | None:
    try:
        import torch
        from transformers import BertConfig, BertForTokenClassification
    except ImportError:
        return None
    torch.set_num_threads(1)
    torch.manual_seed(1)
    tags = ["O", *(f"{p}-{k}" for k in ("LOC", "MISC", "ORG", "PERS") for p in "BI")]
    parts = [text[s:e].split() for s, e in sentences(text)][:12]
    letters = sorted({c for part in parts for word in part for c in word})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("CAMELTOOLS_DATA", folder)
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        Path(folder, "catalogue.json").write_text('{"version":"0","packages":{},"components":{}}')
        Path(folder, "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
        Path(folder, "tokenizer_config.json").write_text('{"do_lower_case": false}')
        config = BertConfig(
            vocab_size=64000,
            num_labels=len(tags),
            id2label=dict(enumerate(tags)),
            label2id={t: i for i, t in enumerate(tags)},
        )
        BertForTokenClassification(config).save_pretrained(folder)
        from camel_tools.ner import NERecognizer

        recogniser = NERecognizer(folder, use_gpu=False)
        started = time.perf_counter()
        recogniser.predict(parts)
        return (time.perf_counter() - started) / sum(map(len, parts))


def loading() -> None:
    """Seconds until the first result of a short text: imports and models."""
    import subprocess
    import sys

    code = "import time; t = time.perf_counter(); from reader.annotate.entities import find; find('بيروت.'); print(time.perf_counter() - t)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"first result after {float(run.stdout):.2f} s")


def main() -> None:
    """All of it on the dev articles."""
    if not (corpora.SHARED / "gold").is_dir():
        print("the data folder ../shared is absent")
        return
    documents = corpora.gold("dev")
    grouping(documents)
    reliability(documents)
    loading()
    speed(documents)


if __name__ == "__main__":
    main()
