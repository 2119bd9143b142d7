"""Toys that stand for camel-tools' data: a catalogue, packages and a loopback server that can misbehave."""

from __future__ import annotations

import hashlib
import http.server
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager


def archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return out.getvalue()


def package(
    name: str, destination: str, files: dict[str, bytes], url: str, content: bytes, **more: object
) -> dict[str, object]:
    return {
        "name": name,
        "package_type": "http",
        "description": name,
        "license": "MIT",
        "version": "1.0",
        "private": False,
        "dependencies": [],
        "destination": destination,
        "url": url,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "files": [
            {"path": p, "sha256": hashlib.sha256(c).hexdigest(), "size": len(c)} for p, c in files.items()
        ],
        **more,
    }


class Server(http.server.ThreadingHTTPServer):
    """Serves `pages` (path to bytes); `faults` maps a path to the faults of its next answers: a status, or bytes to cut to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, bytes] = {}
        self.faults: dict[str, list[int]] = {}
        self.asked: list[tuple[str, str | None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.server.asked.append((self.path, wanted))
        content = self.server.pages.get(self.path)
        fault = self.server.faults.get(self.path, [0]).pop(0) if self.server.faults.get(self.path) else 0
        if content is None or 400 <= fault < 600:
            self.send_error(fault or 404)
            return
        first = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        body = content[first:]
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # A fault over 600 is the number of bytes after which the connection breaks off.
        self.wfile.write(body[: fault - 600] if fault > 600 else body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


MODEL = {"config.json": b"{}", "vocab.txt": b"[UNK]\n", "model.safetensors": bytes(range(256)) * 400}
DATABASE = {"morphology.db": b"###DEFINES###\n", "LICENSE": b"GPL"}


def fill(server: Server) -> None:
    """Two packages, one needing the other, and a meta package of both."""
    model, database = archive(MODEL), archive(DATABASE)
    server.pages |= {"/ner.zip": model, "/db.zip": database}
    packages = {
        "ner-arabert": package(
            "ner-arabert",
            "ner/arabert",
            MODEL,
            f"{server.url}/ner.zip",
            model,
            dependencies=["morphology-db-msa-r13"],
        ),
        "morphology-db-msa-r13": package(
            "morphology-db-msa-r13",
            "morphology_db/calima-msa-r13",
            DATABASE,
            f"{server.url}/db.zip",
            database,
        ),
        "all": {
            "name": "all",
            "package_type": "meta",
            "description": "everything",
            "private": False,
            "dependencies": ["ner-arabert", "morphology-db-msa-r13"],
        },
    }
    components = {
        "NamedEntityRecognition": {"default": "arabert", "datasets": {"arabert": {"path": "ner/arabert"}}}
    }
    server.pages["/catalogue.json"] = json.dumps(
        {"version": "1.6.0", "packages": packages, "components": components}
    ).encode()
