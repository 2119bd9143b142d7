"""Fetching a page over HTTP(S): size, time and redirect limits, and no way into private networks (urllib3)."""

from __future__ import annotations

import http
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

import msgspec

from reader import __version__
from reader.article.deadline import Deadline
from reader.errors import SourceError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain,*/*;q=0.5"
_CHUNK = 65_536
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a fetch may cost. `seconds` is for everything together, redirects and a slow server included."""

    bytes: int = 12 * 1024 * 1024
    """Most of a body, counted after decompression."""
    seconds: float = 30.0
    redirects: int = 5
    allow_private: bool = False
    """Whether loopback, private and link-local addresses may be asked."""


class Fetched(NamedTuple):
    """A body and what the server said of it; `url` is where the last redirect led."""

    data: bytes
    url: str
    content_type: str | None
    charset: str | None


def is_url(source: str) -> bool:
    """Whether a source names a scheme and a host (`ftp://…` too: it is refused by name, not looked for as a file)."""
    scheme, separator, _ = source.partition("://")
    return bool(separator) and scheme.replace("+", "").replace("-", "").isalnum() and scheme[:1].isalpha()


def fetch(url: str, limits: Limits = Limits()) -> Fetched:  # noqa: B008 (immutable)
    """The body at `url`. Raises SourceError in plain words for whatever keeps it from coming within the limits."""
    deadline = Deadline(limits.seconds)
    try:
        for _ in range(limits.redirects + 1):
            answer = _once(checked(url), limits, deadline)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(url, answer)
        raise SourceError("article.too_many_redirects", source=url, limit=limits.redirects)
    finally:
        deadline.close()


def checked(url: str) -> str:
    """`url` in ASCII and without credentials or fragment. Raises SourceError unless it is http(s) with a host."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise SourceError("article.bad_url", source=url) from None
    if parts.scheme.lower() not in ("http", "https"):
        raise SourceError("article.scheme", source=url, scheme=parts.scheme)
    try:
        name = (host or "").encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    if not name or any(character.isspace() for character in name):
        raise SourceError("article.bad_url", source=url)
    name = f"[{name}]" if ":" in name else name
    netloc = f"{name}:{port}" if port else name
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", parts.query, ""))


def _once(url: str, limits: Limits, deadline: Deadline) -> Fetched | str:
    """One request: the body, or the address that it redirects to."""
    import urllib3
    from urllib3.exceptions import HTTPError

    from reader.article.connection import open_pool

    seconds = limits.seconds
    try:
        with open_pool(url, deadline, limits.allow_private) as pool:
            response = pool.request(
                "GET",
                url,
                headers={
                    "User-Agent": f"hamish/{__version__}",
                    "Accept": _ACCEPT,
                    "Accept-Encoding": "gzip, deflate",
                    "Accept-Language": "ar,*;q=0.5",
                },
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=deadline.left(10), read=deadline.left(seconds)),
            )
            try:
                location = response.headers.get("Location")
                if response.status in _REDIRECTS and location:
                    return location
                if response.status >= 400:
                    raise SourceError("article.http_status", source=url, status=_status(response.status))
                content_type, charset = _content_type(response.headers.get("Content-Type"))
                data = _body(response, url, limits, deadline)
            finally:
                response.close()
    except SourceError:
        raise
    except (HTTPError, OSError, UnicodeError, ValueError) as error:
        if deadline.expired:
            raise SourceError("article.too_slow", source=url, seconds=f"{seconds:g}") from None
        raise SourceError("article.unreachable", source=url, reason=_reason(error)) from error
    return Fetched(data, url, content_type, charset)


def _body(response: BaseHTTPResponse, url: str, limits: Limits, deadline: Deadline) -> bytes:
    """The decompressed body, never more than the limit in memory. urllib3 bounds what one read unpacks."""
    parts: list[bytes] = []
    size = 0
    for part in response.stream(_CHUNK, decode_content=True):
        size += len(part)
        if size > limits.bytes:
            raise SourceError("article.too_big", source=url, limit=limits.bytes // 1024**2)
        parts.append(part)
    if deadline.expired:
        # A shut socket looks like the end of a body without a length.
        raise SourceError("article.too_slow", source=url, seconds=f"{limits.seconds:g}")
    return b"".join(parts)


def _content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type in lower case and charset of a Content-Type header."""
    media, _, parameters = (header or "").partition(";")
    charset = None
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'") or None
    return media.strip().lower() or None, charset


def _status(code: int) -> str:
    """«404 Not Found» in the standard's words, never the server's."""
    try:
        return f"{code} {http.HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _reason(error: BaseException) -> str:
    """What went wrong, without the objects that urllib3 prints around it."""
    from urllib3 import exceptions

    from reader.article.connection import Unresolved

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, Unresolved):
            return "unknown host"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, exceptions.SSLError):
        return "its certificate is not valid"
    if isinstance(error, exceptions.TimeoutError):
        return "it does not answer"
    if isinstance(error, exceptions.DecodeError):
        return "its body is damaged"
    if isinstance(error, exceptions.NewConnectionError):
        return "connection refused"
    if isinstance(error, exceptions.ProtocolError):
        return "the connection broke off"
    return type(error).__name__
