"""Runs the analysis beside the screen: a process of its own, ended with the worker that awaits it."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator

from reader.annotate.pipeline import Options
from reader.annotate.stream import Step, read_step, request
from reader.article.model import Article
from reader.i18n import t
from reader.settings import child

_LINE = 1 << 28
"""Bytes a line of the answer may have."""


async def steps(article: Article, options: Options) -> AsyncGenerator[Step, None]:
    """What the analysis of `article` has to say, step by step; a failure is the last step and says why.

    Closing the iterator, or cancelling who awaits it, ends the process.
    """
    import msgspec

    try:
        process = await asyncio.create_subprocess_exec(
            *child.command("reader.annotate.stream"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=child.environment(OMP_NUM_THREADS=os.environ.get("OMP_NUM_THREADS", "1")),
            limit=_LINE,
        )
    except OSError as error:
        yield Step(error=error.strerror or str(error))
        return
    assert process.stdin and process.stdout
    told = False
    try:
        with contextlib.suppress(ConnectionError):
            process.stdin.write(request(article, options))
            await process.stdin.drain()
            process.stdin.close()
        async for line in process.stdout:
            step = read_step(line, article)
            told = told or step.error is not None
            yield step
        if await process.wait() and not told:
            yield Step(error=t("ui.analysis.ended", code=process.returncode))
    except msgspec.DecodeError as error:
        yield Step(error=str(error))
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
