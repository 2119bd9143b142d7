"""Pages and feeds over HTTP: the right text or one clear sentence, within limits, and no way into private networks."""

import socket
import time
from collections.abc import Iterator

import pytest

from reader.article.connection import is_private
from reader.article.fetch import Limits, checked, fetch, is_url
from reader.article.load import Options, load, open_source
from reader.article.model import Feed
from reader.errors import SourceError
from tests.article.prose import PARAGRAPHS, TEXT, TITLE
from tests.article.server import serving

ASKED = Options(allow_private=True)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def body_of(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


@pytest.mark.parametrize("path", ["/modern", "/legacy", "/blog", "/gzip", "/no-type", "/big", "/moved"])
def test_a_page_gives_its_paragraphs_and_nothing_around_them(server: str, path: str) -> None:
    article = load(server + path, allow_private=True)
    parts = body_of(article.text)
    assert [part for part in parts if part != TITLE] == list(PARAGRAPHS)
    assert article.title == TITLE


@pytest.mark.parametrize("path", ["/modern", "/blog"])
def test_a_page_states_who_wrote_it_and_when(server: str, path: str) -> None:
    article = load(server + path, allow_private=True)
    assert (article.author, article.date, article.outlet) == ("سلمى الحداد", "2026-03-04", "صحيفة المرفأ")


@pytest.mark.parametrize("path", ["/wrong-charset", "/wrong-latin"])
def test_a_wrong_charset_misleads_nobody(server: str, path: str) -> None:
    assert PARAGRAPHS[1] in load(server + path, allow_private=True).text


def test_plain_text_is_served_too(server: str) -> None:
    article = load(server + "/plain", allow_private=True)
    assert article.text == TEXT
    assert article.encoding == "cp1256"


def test_redirects_are_followed_to_the_address_that_counts(server: str) -> None:
    assert load(server + "/moved", allow_private=True).source == f"{server}/modern?x=1"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/404", "article.http_status"),
        ("/500", "article.http_status"),
        ("/loop", "article.too_many_redirects"),
        ("/to-file", "article.scheme"),
        ("/too-big", "article.too_big"),
        ("/bomb", "article.too_big"),
        ("/bomb-twice", "article.too_big"),
        ("/damaged-gzip", "article.unreachable"),
        ("/cut-short", "article.unreachable"),
        ("/picture", "article.not_an_article"),
        ("/empty", "article.empty"),
        ("/script-only", "article.no_main_text"),
    ],
)
def test_what_goes_wrong_is_one_clear_sentence(server: str, path: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        load(server + path, allow_private=True)
    assert caught.value.message_id == message
    assert caught.value.message.count("\n") == 0


def test_a_server_has_no_say_in_our_sentences(server: str) -> None:
    with pytest.raises(SourceError) as caught:
        load(server + "/hostile-reason", allow_private=True)
    assert "500 Internal Server Error" in caught.value.message
    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize("path", ["/drip", "/drip-head"])
def test_a_slow_drip_ends_with_the_time_limit(server: str, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(SourceError) as caught:
        fetch(server + path, Limits(seconds=0.5, allow_private=True))
    assert caught.value.message_id == "article.too_slow"
    assert time.monotonic() - start < 10


def test_a_handshake_that_never_comes_ends_with_the_time_limit() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(SourceError) as caught:
            fetch(f"https://127.0.0.1:{silent.getsockname()[1]}/", Limits(seconds=0.3, allow_private=True))
    assert caught.value.message_id == "article.too_slow"


def test_a_proxy_of_the_environment_is_asked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server)
    with pytest.raises(SourceError) as caught:
        load("http://elsewhere.example/")
    assert caught.value.message_id == "article.http_status"
    for host in ("10.0.0.1", "localhost"):
        with pytest.raises(SourceError) as caught:
            load(f"http://{host}/")
        assert caught.value.message_id == "article.private_address"


def test_nobody_listening_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(SourceError) as caught:
            load(f"http://127.0.0.1:{port}/", allow_private=True)
    assert caught.value.message_id == "article.unreachable"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",
        "10.1.2.3",
        "169.254.169.254",
        "[::ffff:10.0.0.1]",
        "2130706433",
        "0x7f.1",
    ],
)
def test_private_addresses_are_refused_unless_asked(host: str, server: str) -> None:
    port = server.rpartition(":")[2]
    with pytest.raises(SourceError) as caught:
        load(f"http://{host}:{port}/modern")
    assert caught.value.message_id in ("article.private_address", "article.unreachable")
    if host in ("127.0.0.1", "localhost"):
        assert caught.value.message_id == "article.private_address"


def test_a_name_that_changes_its_address_reaches_nothing_private(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the answer that was checked is the one that is connected to."""
    port = int(server.rpartition(":")[2])
    asked: list[str] = []
    real = socket.getaddrinfo

    def answers(host: str, *rest: object, **options: object) -> list:
        if host != "rebinding.example":
            return real(host, *rest, **options)
        asked.append(host)
        ip = "192.0.2.1" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    connected: list[str] = []

    def connect(address: tuple[str, int], *rest: object, **options: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("reader.article.connection.is_private", lambda ip: ip != "192.0.2.1")
    monkeypatch.setattr(socket, "getaddrinfo", answers)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(SourceError):
        load(f"http://rebinding.example:{port}/modern")
    assert connected == ["192.0.2.1"]
    assert len(asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "ff02::1",
    ],
)
def test_private_addresses(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert not is_private(address)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/a", "article.scheme"),
        ("file:///etc/passwd", "article.scheme"),
        ("javascript://example.org/%0aalert(1)", "article.scheme"),
        ("http:///a", "article.bad_url"),
        ("http://[bad/", "article.bad_url"),
        ("http://example.org:99999/", "article.bad_url"),
    ],
)
def test_only_web_addresses_are_fetched(url: str, message: str) -> None:
    assert is_url(url)
    with pytest.raises(SourceError) as caught:
        load(url)
    assert caught.value.message_id == message


def test_addresses_are_cleaned() -> None:
    assert checked(" HTTP://user:secret@Example.org/a b?q#part ") == "http://example.org/a b?q"
    assert checked("https://موقع.example") == "https://xn--4gbrim.example/"


def test_a_feed_is_a_list_to_choose_from(server: str) -> None:
    for path in ("/rss", "/rss-as-xml"):
        feed = open_source(server + path, ASKED)
        assert isinstance(feed, Feed)
        assert feed.title == "صحيفة المرفأ"
        assert [entry.title for entry in feed.entries] == [TITLE, "خبر كامل", "ضاع أصله"]
        assert feed.entries[0].date == "2026-03-04"
    with pytest.raises(SourceError) as caught:
        load(server + "/rss", allow_private=True)
    assert caught.value.message_id == "article.choose_from_feed"


def test_an_entry_comes_from_its_page_or_from_the_feed_itself(server: str) -> None:
    page = load(server + "/rss", item=1, allow_private=True)
    assert PARAGRAPHS[0] in page.text
    assert page.source == f"{server}/modern"
    whole = load(server + "/rss", item=2, allow_private=True)
    assert body_of(whole.text) == list(PARAGRAPHS) * 5
    teaser = load(server + "/rss", item=3, allow_private=True)
    assert teaser.text == "بقي الملخص وحده\n"
    assert teaser.notices[0][0] == "article.only_teaser"
    with pytest.raises(SourceError) as caught:
        load(server + "/rss", item=4, allow_private=True)
    assert caught.value.message_id == "article.no_such_entry"
