"""camel-tools' packages fetched, checked and laid where camel-tools finds them; a killed download goes on where it stopped."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec

from reader.annotate.camel import data
from reader.annotate.camel.data import Catalogue, Package
from reader.errors import EngineError
from reader.settings.atomic import write_atomically

CATALOGUE_URL = "https://raw.githubusercontent.com/CAMeL-Lab/camel-tools-data/main/catalogue-1.6.json"
TIMEOUT = (10, 30)
"""Seconds to connect, and to wait for the next bytes."""
ATTEMPTS = 3
CHUNK = 1 << 16

Progress = Callable[[str, int, int], None]
"""Told a package's name, the bytes that are there and the bytes there will be."""


def fetch_catalogue(url: str = CATALOGUE_URL) -> Catalogue:
    """The newest catalogue, saved for camel-tools. Raises EngineError when there is no network or no catalogue there."""
    import requests

    try:
        answer = requests.get(url, timeout=TIMEOUT, headers={"Cache-Control": "no-cache"})
        answer.raise_for_status()
        catalogue = data.read_catalogue(answer.content)
    except requests.RequestException as error:
        raise EngineError("models.offline", url=url, reason=_reason(error)) from error
    except msgspec.DecodeError as error:
        raise EngineError("models.no_catalogue", url=url) from error
    _save(data.catalogue_path(), answer.content)
    return catalogue


def catalogue_url() -> str:
    """Where the catalogue is fetched: camel-tools' own place or the mirror that HAMISH_CATALOGUE_URL names."""
    return os.environ.get("HAMISH_CATALOGUE_URL", CATALOGUE_URL)


def catalogue(url: str = CATALOGUE_URL) -> Catalogue:
    """The catalogue that is there, else the fetched one; a broken one is replaced."""
    try:
        return data.read_catalogue(data.catalogue_path().read_bytes())
    except (OSError, msgspec.DecodeError):
        return fetch_catalogue(url)


def installed() -> dict[str, str]:
    """Installed packages and their versions, as camel-tools records them."""
    try:
        return msgspec.json.decode((data.root() / "versions.json").read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}


def folder_of(package: Package) -> Path:
    """Where a package's files lie."""
    return data.root() / "data" / (package.destination or package.name)


def closure(known: Catalogue, names: list[str]) -> list[Package]:
    """The packages named and those they need, meta packages resolved, each once. Raises EngineError for an unknown name."""
    found: dict[str, Package] = {}
    waiting = list(names)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name not in known.packages:
            raise EngineError("models.unknown", name=name)
        package = known.packages[name]
        waiting += package.dependencies
        if package.package_type != "meta":
            found[name] = package
    return list(found.values())


def install(known: Catalogue, names: list[str], progress: Progress, force: bool = False) -> list[Package]:
    """Install what is named and not there yet; the packages installed. Raises EngineError in plain words.

    Nothing is in camel-tools' folders before it is whole and its checksums are right.
    """
    have = {} if force else installed()
    missing = [p for p in closure(known, names) if have.get(p.name) != p.version or not folder_of(p).is_dir()]
    need = sum(2 * (package.size or 0) for package in missing)
    data.root().mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(data.root()).free
    if need > free:
        raise EngineError("models.no_space", need=need // 10**6, free=free // 10**6, folder=data.root())
    with _only_one(data.root()):
        for package in missing:
            archive = _download(package, progress)
            _unpack(package, archive)
            archive.unlink()
            _save(
                data.root() / "versions.json", _encoded(installed() | {package.name: package.version or ""})
            )
    return missing


def remove(known: Catalogue, name: str) -> None:
    """Delete a package's files. Raises EngineError when it is not installed."""
    have = installed()
    package = known.packages.get(name)
    if package is None or name not in have:
        raise EngineError("models.not_installed", name=name)
    shutil.rmtree(folder_of(package), ignore_errors=True)
    _save(data.root() / "versions.json", _encoded({k: v for k, v in have.items() if k != name}))


def _encoded(versions: dict[str, str]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(versions), indent=4)


def _save(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except OSError as error:
        raise EngineError("models.unwritable", path=path, reason=error.strerror) from error


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """One installation at a time; the lock goes with the process, so a killed one leaves none."""
    with (folder / ".hamish-install.lock").open("w") as handle:
        try:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # Windows: two at once would only fetch the same bytes twice
            pass
        except OSError as error:
            raise EngineError("models.busy", folder=folder) from error
        yield


def _download(package: Package, progress: Progress) -> Path:
    """The package's archive, complete and of the right checksum; what an earlier attempt fetched is used."""
    import requests

    part = data.root() / ".hamish-downloads" / f"{package.name}-{package.version}.zip.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    problem = EngineError("models.bad_checksum", name=package.name)
    for _ in range(ATTEMPTS):
        try:
            _fetch(package, part, progress)
        except (requests.RequestException, OSError) as error:
            problem = EngineError("models.broken_off", name=package.name, reason=_reason(error))
            if _status(error) in (403, 404, 410):
                break
            continue
        if package.sha256 in (None, _sha256(part)):
            return part
        problem = EngineError("models.bad_checksum", name=package.name)
        part.unlink()
    raise problem


def _fetch(package: Package, part: Path, progress: Progress) -> None:
    import requests

    there = part.stat().st_size if part.exists() else 0
    if package.size is not None and there == package.size:
        return
    headers = {"Range": f"bytes={there}-"} if there else {}
    with requests.get(package.url or "", stream=True, timeout=TIMEOUT, headers=headers) as answer:
        if answer.status_code == 416:
            part.unlink()
            raise requests.ConnectionError("the server offers no rest")
        answer.raise_for_status()
        resumed = answer.status_code == 206
        done = there if resumed else 0
        total = package.size or done + int(answer.headers.get("Content-Length", 0))
        with part.open("ab" if resumed else "wb") as out:
            for chunk in answer.iter_content(CHUNK):
                out.write(chunk)
                done += len(chunk)
                progress(package.name, done, total)
    if done < total:
        raise requests.ConnectionError("the connection ended early")


def _unpack(package: Package, archive: Path) -> None:
    """Extract beside the destination, check every file that the catalogue lists, then change places."""
    target = folder_of(package)
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        with zipfile.ZipFile(archive) as zipped:
            for member in zipped.infolist():
                place = PurePosixPath(member.filename)
                if place.is_absolute() or ".." in place.parts:
                    raise EngineError("models.bad_archive", name=package.name)
                zipped.extract(member, fresh)
        for file in package.files or ():
            path = fresh / file.path
            if not path.is_file() or _sha256(path) != file.sha256:
                raise EngineError("models.bad_checksum", name=f"{package.name}/{file.path}")
        old = target.with_name(f".{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    except zipfile.BadZipFile as error:
        raise EngineError("models.bad_archive", name=package.name) from error
    except OSError as error:
        raise EngineError("models.unwritable", path=target, reason=error.strerror) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _status(error: Exception) -> int | None:
    return getattr(getattr(error, "response", None), "status_code", None)


def _reason(error: Exception) -> str:
    """A word on what went wrong, without the library's chain of causes."""
    import requests

    if status := _status(error):
        return f"HTTP {status}"
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    return "no connection" if isinstance(error, requests.ConnectionError) else str(error)
