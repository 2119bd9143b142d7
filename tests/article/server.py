"""A web server on this machine's loopback: a few paths, each a way in which servers behave or misbehave."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.article.prose import PARAGRAPHS, TEXT, TITLE

_BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
_NAV = "<nav><ul><li><a href='/'>الرئيسية</a><li><a href='/s'>رياضة</a><li><a href='/e'>اقتصاد</a></ul></nav>"
_FOOT = "<footer><p>جميع الحقوق محفوظة © صحيفة المرفأ 2026</p><a href='/about'>من نحن</a></footer>"

MODERN = f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{TITLE} | صحيفة المرفأ</title><meta property="og:title" content="{TITLE}">
<meta property="og:site_name" content="صحيفة المرفأ"><meta name="author" content="سلمى الحداد">
<meta property="article:published_time" content="2026-03-04T10:00:00+03:00">
<style>p {{ color: red }}</style><script>var x = "<p>ليس من النص</p>";</script></head>
<body><header>{_NAV}</header><main><article><h1>{TITLE}</h1><div class="share"><a href="#">شارك</a></div>{_BODY}</article>
<aside class="related"><h2>اقرأ أيضا</h2><ul><li><a href="/1">خبر آخر عن الطقس</a><li><a href="/2">خبر ثالث</a></ul></aside>
</main>{_FOOT}</body></html>"""
"""A present-day news site: semantic elements, Open Graph."""

LEGACY = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><HTML dir=rtl><HEAD>
<META http-equiv="Content-Type" content="text/html; charset=windows-1256"><TITLE>{TITLE}</TITLE></HEAD><BODY>
<TABLE width=760><TR><TD class=menu><A href=1>أخبار</A><BR><A href=2>رياضة</A></TD><TD><FONT size=5><B>{TITLE}</B></FONT>
<DIV class=story>{"<BR><BR>".join(PARAGRAPHS)}</DIV></TD></TR></TABLE><CENTER>جميع الحقوق محفوظة</CENTER></BODY></HTML>"""
"""A site of 2003: tables, paragraphs parted by `<BR><BR>`, Windows-1256."""

BLOG = f"""<html><head><title>{TITLE}</title><script type="application/ld+json">{{"@context": "https://schema.org",
"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2026-03-04", "author": {{"@type": "Person",
"name": "سلمى الحداد"}}, "publisher": {{"@type": "Organization", "name": "صحيفة المرفأ"}}}}</script></head><body>
<div id="wrap"><div class="sidebar"><div class="widget">الأكثر قراءة<ul><li><a href="/9">خبر رائج</a></ul></div></div>
<div class="post"><h2 class="post-title">{TITLE}</h2><div class="entry-content">{_BODY}</div>
<div class="comments"><div class="comment"><p>تعليق: هذا خبر جيد جدا شكرا لكم على النشر أيها الإخوة.</p></div></div>
</div></div></body></html>"""
"""A blog engine's page: nothing but `div`s, JSON-LD, comments, no charset declared."""

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>صحيفة المرفأ</title>
<item><title>{TITLE}</title><link>/modern</link><pubDate>Wed, 04 Mar 2026 10:00:00 +0300</pubDate>
<description>ملخص قصير</description></item>
<item><title>خبر كامل</title><link>/404</link><content:encoded><![CDATA[{_BODY * 5}]]></content:encoded></item>
<item><title>ضاع &lt;b&gt;أصله&lt;/b&gt;</title><link>/404</link><description>بقي الملخص وحده</description></item>
</channel></rss>"""

_PAGES: dict[str, tuple[bytes, str]] = {
    "/modern": (MODERN.encode(), "text/html; charset=utf-8"),
    "/legacy": (LEGACY.encode("cp1256"), "text/html"),
    "/blog": (BLOG.encode(), "text/html"),
    "/wrong-charset": (MODERN.encode(), "text/html; charset=windows-1256"),
    "/wrong-latin": (LEGACY.encode("cp1256"), "text/html; charset=ISO-8859-1"),
    "/no-type": (MODERN.encode(), ""),
    "/plain": (TEXT.encode("cp1256"), "text/plain"),
    "/rss": (RSS.encode(), "application/rss+xml"),
    "/rss-as-xml": (RSS.encode(), "text/xml"),
    "/picture": (b"\x89PNG\r\n", "image/png"),
    "/empty": (b"", "text/html"),
    "/script-only": (b"<html><body><script>document.write(1)</script></body></html>", "text/html"),
    "/big": (
        MODERN.encode().replace(b"</article>", b"<!--" + b"x" * 10_000_000 + b"--></article>"),
        "text/html",
    ),
    "/too-big": (MODERN.encode() + b" " * 13_000_000, "text/html"),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        try:
            self._answer(path)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _answer(self, path: str) -> None:
        if path in _PAGES:
            body, content_type = _PAGES[path]
            self._send(200, body, content_type)
        elif path == "/moved":
            self._send(301, b"", "", Location="/moved-again")
        elif path == "/moved-again":
            self._send(302, b"", "", Location=f"http://{self.headers['Host']}/modern?x=1#part")
        elif path == "/loop":
            self._send(302, b"", "", Location="/loop")
        elif path == "/to-file":
            self._send(302, b"", "", Location="file:///etc/passwd")
        elif path == "/gzip":
            self._send(200, gzip.compress(MODERN.encode()), "text/html", **{"Content-Encoding": "gzip"})
        elif path == "/bomb":
            self._send(200, gzip.compress(b"\0" * 100_000_000), "text/html", **{"Content-Encoding": "gzip"})
        elif path == "/bomb-twice":
            twice = gzip.compress(gzip.compress(b" " * 50_000_000))
            self._send(200, twice, "text/html", **{"Content-Encoding": "gzip, gzip"})
        elif path == "/damaged-gzip":
            self._send(200, b"\x1f\x8b\x08 not gzip at all", "text/html", **{"Content-Encoding": "gzip"})
        elif path == "/cut-short":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(MODERN.encode()[:500])
            self.close_connection = True
        elif path in ("/drip", "/drip-head"):
            self._drip(path == "/drip-head")
        elif path == "/hostile-reason":
            self.send_response(500, "\x1b]0;owned\x07")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._send({"/500": 500, "/403": 403}.get(path, 404), b"no", "text/plain")

    def _send(self, status: int, body: bytes, content_type: str, **headers: str) -> None:
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, head: bool) -> None:
        """One byte every so often: no single read ever times out."""
        self.close_connection = True
        if head:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        else:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not self.server.stopping.wait(0.05):  # type: ignore[attr-defined]
            self.wfile.write(b"a")
            self.wfile.flush()

    def log_message(self, *arguments: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stopping = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away in the middle is what many tests are about."""


@contextmanager
def serving() -> Iterator[str]:
    """The server's address, `http://127.0.0.1:PORT`."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.stopping.set()
        time.sleep(0.06)
        server.shutdown()
        server.server_close()
