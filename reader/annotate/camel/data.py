"""Where camel-tools' data lies and whether it is usable, found out without importing camel-tools.

Importing `camel_tools.data` reads `catalogue.json`, fetches it without a timeout when it is missing, and dies of a broken one:
so that import happens only inside `importing()`, which sees to it that there is a catalogue to read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from reader.settings import paths
from reader.settings.atomic import write_atomically

ROOT_VARIABLE = "CAMELTOOLS_DATA"
NO_CATALOGUE = b'{"version": "0", "packages": {}, "components": {}}'
"""The smallest catalogue that camel-tools loads; models and databases are then opened by path."""


class PackagedFile(msgspec.Struct, frozen=True):
    """A file of a package, its path below the package's folder."""

    path: str
    sha256: str
    size: int | None = None


class Package(msgspec.Struct, frozen=True):
    """A package of the catalogue. `size` is the download's in bytes; a meta package has only dependencies."""

    name: str
    package_type: str
    description: str = ""
    license: str | None = None
    version: str | None = None
    size: int | None = None
    url: str | None = None
    sha256: str | None = None
    destination: str | None = None
    dependencies: tuple[str, ...] = ()
    files: tuple[PackagedFile, ...] | None = None
    private: bool = False
    post_install: dict[str, object] | None = None


class Dataset(msgspec.Struct, frozen=True):
    """Where a dataset lies below `data/`."""

    path: str


class Component(msgspec.Struct, frozen=True):
    """What camel-tools calls a component, and the dataset it takes when none is named."""

    default: str
    datasets: dict[str, Dataset]


class Catalogue(msgspec.Struct, frozen=True):
    """camel-tools' `catalogue.json`."""

    version: str
    packages: dict[str, Package]
    components: dict[str, Component]


class State(msgspec.Struct, frozen=True):
    """What is there. A path is None when what it names is missing or incomplete."""

    root: Path
    catalogue: Literal["present", "missing", "broken"]
    recogniser: Path | None
    morphology: Path | None
    disambiguator: Path | None


def root() -> Path:
    """camel-tools' data folder: `CAMELTOOLS_DATA`, else its own default."""
    given = os.environ.get(ROOT_VARIABLE)
    if given:
        return Path(given).expanduser().absolute()
    home = Path.home()
    return home / "AppData/Roaming/camel_tools" if sys.platform == "win32" else home / ".camel_tools"


def catalogue_path() -> Path:
    """Where camel-tools looks for its catalogue."""
    return root() / "catalogue.json"


def read_catalogue(data: bytes) -> Catalogue:
    """The catalogue in `data`. Raises msgspec.DecodeError when it is none (a saved error page, half a file)."""
    return msgspec.json.decode(data, type=Catalogue)


def state() -> State:
    """What of camel-tools' data can be used now."""
    folder = root() / "data"
    kind: Literal["present", "missing", "broken"] = "present"
    try:
        read_catalogue(catalogue_path().read_bytes())
    except OSError:
        kind = "missing"
    except msgspec.DecodeError:
        kind = "broken"
    return State(
        root=root(),
        catalogue=kind,
        recogniser=recogniser_at(folder / "ner" / "arabert"),
        morphology=_file(folder / "morphology_db" / "calima-msa-r13" / "morphology.db"),
        disambiguator=_file(folder / "disambig_mle" / "calima-msa-r13" / "model.json"),
    )


def recogniser_at(folder: Path) -> Path | None:
    """`folder` if it holds a whole recogniser: camel-tools would ask a hub for what is missing."""
    weights = any(_file(folder / name) for name in ("model.safetensors", "pytorch_model.bin"))
    return folder if weights and _file(folder / "config.json") and _file(folder / "vocab.txt") else None


def _file(path: Path) -> Path | None:
    try:
        return path if path.stat().st_size else None
    except OSError:
        return None


@contextmanager
def importing() -> Iterator[None]:
    """Inside, parts of camel-tools that need data may be imported: nothing reaches for a network or dies of a bad file.

    Where the catalogue is missing or broken, a private folder with an empty one is named while the import lasts (the
    variable is read once, at import). A home folder that cannot be written is stood in for likewise.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if "camel_tools.data" in sys.modules:
        yield
        return
    private = paths.cache_dir() / "camel"
    changed: dict[str, str] = {}
    if state().catalogue != "present":
        write_atomically(private / "catalogue.json", NO_CATALOGUE)
        changed[ROOT_VARIABLE] = str(private)
    if not os.access(Path.home(), os.W_OK):
        private.mkdir(parents=True, exist_ok=True)
        changed["USERPROFILE" if sys.platform == "win32" else "HOME"] = str(private)
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
