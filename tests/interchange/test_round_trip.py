"""Export, import, equal: for every format that says it loses nothing, on text with emoji, marks, ligatures and controls."""

import pytest
from hypothesis import assume, given, settings

from reader.annotate.model import Analysis
from reader.interchange.assemble import assemble
from reader.interchange.registry import FORMATS, read, write
from reader.interchange.resolve import resolve
from tests.interchange.analyses import analyses, article_of

LOSSLESS = [name for name, one in FORMATS.items() if one.lossless]


def there_and_back(analysis: Analysis, name: str) -> Analysis:
    article = article_of(analysis)
    found = resolve(read(write(analysis, name), name), article)
    assert not found.orphans
    assert set(found.counts) <= {"exact"}
    back = assemble(found.flat, article)
    assert not back.others
    return back.analysis


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=60, deadline=None)
@given(analysis=analyses())
def test_nothing_is_lost(name: str, analysis: Analysis) -> None:
    # A standoff file without a single span has nowhere to say which engine found nothing.
    assume(name != "brat" or analysis.entities or analysis.quotes or analysis.claims or analysis.unquoted)
    assert there_and_back(analysis, name) == analysis


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in LOSSLESS])
@settings(max_examples=20, deadline=None)
@given(analysis=analyses())
def test_the_others_write_without_complaint(name: str, analysis: Analysis) -> None:
    files = write(analysis, name)
    assert set(files) == set(FORMATS[name].suffixes)
    assert all(data.decode("utf-8") is not None for data in files.values() if name != "docbin")
