"""Whether a file lies on a network share, where SQLite's write-ahead log does not work between machines."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NETWORK = {
    "9p", "afp", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.ceph", "fuse.glusterfs", "fuse.gvfsd-fuse",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs",
    "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "fuse.vmhgfs-fuse", "webdav",
}  # fmt: skip
"""File systems that more than one machine can mount (sqlite.org/wal.html, "all processes must be on the same host")."""


def is_shared(path: Path) -> bool:
    """Whether `path`, which need not exist yet, lies on a network share as far as the system tells."""
    if sys.platform == "win32":
        return _windows_share(path)
    return filesystem_of(path.resolve(), _mounts()) in NETWORK


def filesystem_of(path: Path, mounts: list[tuple[str, str]]) -> str:
    """The type of the file system of the longest mount point above `path`; `mounts` are (mount point, type)."""
    best, kind = "", ""
    for point, name in mounts:
        inside = path.is_relative_to(point)
        if inside and len(point) >= len(best):
            best, kind = point, name
    return kind


def mountinfo(text: str) -> list[tuple[str, str]]:
    """(mount point, type) from the text of /proc/self/mountinfo (proc(5))."""
    found = []
    for line in text.splitlines():
        fields, _, rest = line.partition(" - ")
        if rest:
            point = fields.split(" ")[4].encode("latin-1", "replace").decode("unicode_escape")
            found.append((point.encode("latin-1", "replace").decode("utf-8", "replace"), rest.split(" ")[0]))
    return found


def _mounts() -> list[tuple[str, str]]:
    try:
        return mountinfo(Path("/proc/self/mountinfo").read_text("latin-1"))
    except OSError:
        return _mount_command()


def _mount_command() -> list[tuple[str, str]]:
    """macOS and the BSDs: lines like `//me@host/share on /Volumes/share (smbfs, nodev)`."""
    try:
        text = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    found = []
    for line in text.splitlines():
        head, _, options = line.rpartition(" (")
        found.append((head.partition(" on ")[2], options.partition(",")[0].rstrip(")")))
    return found


def _windows_share(path: Path) -> bool:
    drive = os.path.splitdrive(path.resolve())[0]
    if drive.startswith("\\\\"):
        return True
    import ctypes

    return bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == 4)  # type: ignore[attr-defined]
