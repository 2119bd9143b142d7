"""Small PDFs of our own: each glyph is a code point, placed where a test wants it."""

import zlib
from collections.abc import Sequence

SIZE = 12
ADVANCE = 6
"""Every glyph is half as wide as the letters are high."""


def pdf(
    lines: Sequence[tuple[float, float, Sequence[str]]], *, title: str | None = None, bomb: int = 0
) -> bytes:
    """A page with `lines`: x of the left end, y, and the glyphs from left to right, each the text it stands for.

    `bomb` adds that many bytes of spaces to the page's compressed content.
    """
    glyphs = sorted({glyph for _, _, line in lines for glyph in line})
    ids = {glyph: index for index, glyph in enumerate(glyphs, 1)}
    content = b"BT /F1 %d Tf " % SIZE
    for x, y, line in lines:
        shown = "".join(f"{ids[glyph]:04x}" for glyph in line)
        content += f"1 0 0 1 {x} {y} Tm <{shown}> Tj ".encode()
    content += b"ET" + b" " * bomb
    mapping = "\n".join(f"<{ids[g]:04x}> <{g.encode('utf-16-be').hex()}>" for g in glyphs)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{mapping}\nendbfchar endcmap end end"
    ).encode()
    packed = zlib.compress(content, 9)
    name = (title or "").encode("utf-16-be").hex()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /DW %d /FontDescriptor 8 0 R >>" % (1000 * ADVANCE // SIZE),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /Ascent 800 /Descent -200 /FontBBox [0 -200 1000 800] >>",
        b"<< /Title <feff%s> >>" % name.encode(),
    ]
    data = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    info = b" /Info 9 0 R" if title else b""
    return data + b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        info,
        start,
    )
