"""The reference article: who said what in it, and the missile's name that is no quotation."""

import json

from reader.annotate import entities, quotes
from tests.shared import GOLD, REFERENCE, needs_shared


@needs_shared
def test_reference_article() -> None:
    text = REFERENCE.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    record = json.loads((GOLD / "dev" / "ann" / "00.qc.json").read_text(encoding="utf-8"))
    reading = quotes.read(text, entities.find(text))
    found = {quote.start: quote for quote in reading.quotes if quote.factuality == "said"}
    right = 0
    for expected in record["quotes"]:
        start = text.find(expected["content"])
        near = [q for at, q in found.items() if abs(at - start) <= 6 and q.speaker]
        names = set(expected["speaker"].split())
        right += any(names & set(q.speaker.name.split()) for q in near if q.speaker)
    assert right >= 15
    assert all(quote.text.strip("“”") != "أوريشنيك" for quote in reading.quotes)
    assert "أوريشنيك" in {span.text for span in reading.unquoted}
    assert len({quote.id for quote in reading.quotes}) == len(reading.quotes)
