"""The bodies of the few requests that have one: never more of them than is asked for."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from newsfold.invisible import visible


async def body(request: Request, most: int) -> bytes | None:
    """The body of a request, or None where it has more than `most` bytes or breaks off."""
    received = b""
    try:
        async for part in request.stream():
            received += part
            if len(received) > most:
                return None
    except ClientDisconnect:
        return None
    return received


def draft_body(text: str) -> str:
    """A text as it is read: without what nobody sees, its lines kept."""
    return "\n".join(visible(line) for line in text.splitlines()).strip()


async def fields(request: Request, most: int) -> dict[str, str]:
    """The fields of a form of `most` bytes, each once. Raises HTTPException (413) for a larger one."""
    received = await body(request, most)
    if received is None:
        raise HTTPException(413, f"this is more than {most:,} bytes; send it in parts")
    return {name: values[0] for name, values in parse_qs(received.decode("utf-8", "replace")).items()}
