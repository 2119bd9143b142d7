"""What holds for every text and every width."""

import hypothesis.strategies as st
from hypothesis import given, settings

from reader.layout import Options, layout_label, layout_paragraph, line_of
from reader.layout.bidi import paragraph_levels, visual_order
from reader.layout.clusters import borders
from reader.layout.ordinary import CHARACTERS, ordinary
from reader.layout.plain import plain_pieces
from reader.layout.units import general_pieces
from tests.layout.plain_bidi import plain_levels
from tests.layout.strategies import PIECES, articles, hostile, without_brackets

widths = st.integers(8, 200)
every_option = st.builds(
    Options,
    width=widths,
    base=st.sampled_from([None, 0, 1]),
    presentation_forms=st.booleans(),
    marks=st.booleans(),
    digits=st.sampled_from(["as-is", "arabic-indic", "european"]),
    reveal=st.booleans(),
    fallback=st.sampled_from([0, 1]),
)
quick = settings(max_examples=300, deadline=None, derandomize=True)


@given(without_brackets, st.sampled_from([None, 0, 1]))
@quick
def test_levels_agree_with_the_rules_taken_literally(text: str, base: int | None) -> None:
    assert paragraph_levels(text, base) == plain_levels(text, base)


@given(st.lists(st.integers(0, 6), max_size=30))
@quick
def test_visual_order_is_rule_l2(levels: list[int]) -> None:
    order = list(range(len(levels)))
    for level in range(6, 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    assert visual_order(levels) == order


@given(hostile, every_option, st.integers(0, 1000))
@quick
def test_lines_are_lossless_and_fit(text: str, options: Options, offset: int) -> None:
    lines = layout_paragraph(text, options, offset)
    at = offset
    for line in lines:
        assert line.start == at
        assert line.width <= options.width
        shown = line.clusters
        assert line.width == sum(cluster.width for cluster in shown)
        assert line.text == "".join(cluster.text for cluster in shown)
        for cluster in sorted(shown, key=lambda cluster: cluster.start):
            assert cluster.start == at < cluster.end
            at = cluster.end
    assert at == offset + len(text)


@given(hostile, every_option)
@quick
def test_offsets_and_cells_lead_back_to_each_other(text: str, options: Options) -> None:
    lines = layout_paragraph(text, options)
    for number, line in enumerate(lines):
        left = 0
        for cluster in line.clusters:
            ranges = [(left, left + cluster.width)] if cluster.width else []
            assert line.cells_of(cluster.start, cluster.end) == ranges
            for cell in range(left, left + cluster.width):
                assert line.offset_at(cell) == cluster.start
            assert line.cluster_at(cluster.start) == cluster
            assert line_of(lines, cluster.start) == number
            carets = line.caret_cells(cluster.start)
            assert carets[0] == left + (cluster.width if cluster.level & 1 else 0)
            left += cluster.width


@given(articles, widths, st.integers(0, 200), st.integers(1, 60))
@quick
def test_a_span_covers_the_clusters_it_touches(text: str, width: int, start: int, length: int) -> None:
    for line in layout_paragraph(text, Options(width)):
        covered = {x for left, right in line.cells_of(start, start + length) for x in range(left, right)}
        left = 0
        expected = set()
        for cluster in line.clusters:
            if cluster.start < start + length and cluster.end > start:
                expected |= set(range(left, left + cluster.width))
            left += cluster.width
        assert covered == expected


@given(hostile, st.integers(1, 40))
@quick
def test_a_label_is_one_line_that_fits(text: str, width: int) -> None:
    line = layout_label(text, max(8, width))
    assert line.width <= max(8, width)
    assert (line.start, line.end) == (0, len(text))


@given(articles)
@quick
def test_a_wide_enough_line_is_not_broken(text: str) -> None:
    assert len(layout_paragraph(text, Options(10_000))) == 1


@given(hostile)
@quick
def test_lines_are_cut_at_cluster_borders(text: str) -> None:
    ends = set(borders(text)) | {0}
    for line in layout_paragraph(text, Options(200, presentation_forms=False)):
        assert line.end in ends


plain_texts = st.lists(
    st.sampled_from([piece for piece in PIECES if ordinary(piece) is not None or piece.isspace()])
)


letters_and_more = st.text(
    CHARACTERS.replace("\n", "") + "لالاىــ" + "\u064e\u0651" * 4 + " " * 12, max_size=40
)


@given(st.one_of(plain_texts.map("".join).map(str.lstrip), letters_and_more), every_option)
@settings(max_examples=1_000, deadline=None, derandomize=True)
def test_the_quick_way_gives_what_the_general_way_gives(text: str, options: Options) -> None:
    codes = ordinary(text)
    if codes is not None:
        quick_way = plain_pieces(text, codes, options.display)
        general = general_pieces(text, options.display, None)
        assert list(quick_way.texts) == list(general.texts)
        assert quick_way[1:] == general[1:]


@given(st.one_of(plain_texts.map("".join), letters_and_more).map(str.strip), every_option)
@quick
def test_a_separator_behind_a_paragraph_changes_nothing_shown(text: str, options: Options) -> None:
    bare, ended = layout_paragraph(text, options), layout_paragraph(text + "\n", options)
    assert [line.text for line in bare] == [line.text for line in ended]
    assert [line.start for line in bare] == [line.start for line in ended]
    assert ended[-1].end == len(text) + 1
