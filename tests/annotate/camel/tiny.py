"""A random one-layer BERT with camel-tools' nine labels, small enough for a test and real enough for NERecognizer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from reader.annotate.camel.recogniser import Recogniser

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def make(
    folder: Path,
    hidden: int = 16,
    layers: int = 1,
    heads: int = 2,
    seed: int = 7,
    words: Iterable[str] = (),
    spread: float = 0.6,
) -> Path:
    """A loadable model folder. Its labels are random but always the same. `words` are whole pieces beside the letters."""
    import torch
    from camel_tools.ner import NERecognizer
    from transformers import BertConfig, BertForTokenClassification

    torch.manual_seed(seed)
    vocabulary = (
        SPECIAL
        + list(LETTERS)
        + ["##" + c for c in LETTERS]
        + list("«».،؟!():0123456789")
        + ["##" + d for d in "0123456789"]
    )
    vocabulary += [word for word in words if word not in vocabulary]
    labels = NERecognizer.labels()
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=4 * hidden,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
        initializer_range=spread,
    )
    folder.mkdir(parents=True, exist_ok=True)
    BertForTokenClassification(config).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", "utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"do_lower_case": False, "tokenizer_class": "BertTokenizer"})
    )
    return folder


def shipped(loaded: Recogniser, texts: list[list[str]]) -> list[list[str]]:
    """What camel-tools' own `NERecognizer.predict` gives with the same network."""
    from camel_tools.ner import NERecognizer

    whole = NERecognizer.__new__(NERecognizer)
    whole.model, whole.tokenizer, whole.labels_map, whole.use_gpu = (
        loaded.model,
        loaded.tokenizer,
        loaded.labels,
        False,
    )
    return whole.predict(texts)
