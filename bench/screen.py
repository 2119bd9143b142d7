"""What the reading screen costs beside a bare two-pane Textual app in the same run: first frame, steps, memory.

Steps are measured by the tool `pty-cost` where ../shared has it; the first frame by the moment the last row of the screen
(the key hints) arrives. All at 120x40 in 256 colours, medians.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HAMISH_SHARED") or ROOT.parent / "shared")
PTY_COST = SHARED / "tools" / "pty-cost"
ARTICLE = SHARED / "gold" / "dev" / "text" / "00.txt"
EXAMPLE = ROOT / "examples" / "library-ship.txt"
ROUNDS = 5

# What ends the first frame: both programs draw their key hints on the last row.
HINTS = {"bare": b"Quit", "hamish": b"quit"}


def commands(article: Path, profile: str = "visual") -> dict[str, list[str]]:
    """The two programs. The analysis runs: moving in the panel needs its results."""
    reader = [sys.executable, "-m", "reader", str(article), "--profile", profile]
    return {"bare": [sys.executable, "-m", "bench.bare", str(article)], "hamish": reader}


def first_frame(command: list[str], needle: bytes) -> float:
    """Milliseconds from the start of the process to the arrival of `needle`."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.environ.pop("COLORTERM", None)
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    try:
        while needle not in seen:
            if not select.select([terminal], [], [], 20)[0]:
                raise TimeoutError(command)
            seen += os.read(terminal, 1 << 16)
        return (time.perf_counter() - began) * 1000
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def steps(command: list[str], keys: str) -> tuple[list[dict], int]:
    """Each step's bytes and milliseconds, and the peak memory in KiB, by pty-cost."""
    run = subprocess.run(
        [
            sys.executable,
            str(PTY_COST),
            "--json",
            "--repeat",
            "3",
            "--settle",
            "0.4",
            "--keys",
            keys,
            "--",
            *command,
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    answer = json.loads(run.stdout)
    return answer["steps"], answer["peak_rss_kib"]


def median(found: list[dict], name: str, key: str) -> float:
    return statistics.median(step[name] for step in found[1:] if step["step"] == key)


def report(name: str, ours: float, theirs: float, limit: float, unit: str) -> None:
    ratio = ours / theirs if theirs else float("inf")
    verdict = "" if ratio <= limit else "  OVER"
    print(f"{name:38} {ours:9.1f} {theirs:9.1f} {unit:5} {ratio:5.2f} (limit {limit}){verdict}")


def main() -> None:
    article = ARTICLE if ARTICLE.is_file() else EXAMPLE
    os.environ.setdefault("HAMISH_HOME", tempfile.mkdtemp(prefix="hamish-bench-"))
    # Both programs from compiled modules, as an installed Hamish has them, whatever this environment forbids to write.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("PYTHONPYCACHEPREFIX", tempfile.mkdtemp(prefix="hamish-bench-compiled-"))
    programs = commands(article)
    for name, command in programs.items():
        first_frame(command, HINTS[name])
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, command in programs.items():
            times[name].append(first_frame(command, HINTS[name]))
    frames = {name: statistics.median(found) for name, found in times.items()}
    print(f"{'':38} {'hamish':>9} {'bare':>9}")
    report("first frame", frames["hamish"], frames["bare"], 1.3, "ms")
    if not PTY_COST.is_file():
        print("pty-cost is absent: steps and memory are not measured")
        return
    bare, bare_memory = steps(programs["bare"], "j j j j p")
    # The panel's entities, quotes and claims, all of a short article in view; then a page, and the pane's repainting.
    short = article.with_name("29.txt")
    in_view = commands(short if short.is_file() else article)["hamish"]
    for tab, name in (("1", "entities"), ("2", "quotes"), ("3", "claims")):
        ours, _ = steps(in_view, f"tab {tab} j k j k")
        for unit, limit in (("bytes", 0.5), ("ms", 1.5)):
            found = statistics.median(step[unit] for step in ours[3:])
            report(f"panel step, {name}, in view", found, median(bare, unit, "j"), limit, unit)
    ours, memory = steps(programs["hamish"], "# # # # pagedown pagedown")
    whole = statistics.median(step["bytes"] for step in ours if step["step"] == "#")
    report("page down, beside repainting the pane", median(ours, "bytes", "pagedown"), whole, 1.3, "bytes")
    report(
        "page down, beside the bare pane's",
        median(ours, "bytes", "pagedown"),
        median(bare, "bytes", "p"),
        1.3,
        "bytes",
    )
    report("memory of the process", memory, bare_memory, 1.6, "KiB")
    for profile in ("explicit", "logical-runs", "override"):
        try:
            ours, _ = steps(
                commands(short if short.is_file() else article, profile)["hamish"], "tab 1 j k j k"
            )
        except subprocess.CalledProcessError:
            print(f"profile {profile}: not there")
            continue
        size = statistics.median(step["bytes"] for step in ours[3:])
        report(f"panel step with profile {profile}", size, median(bare, "bytes", "j"), 0.5, "bytes")


if __name__ == "__main__":
    main()
