"""What the server sets inside aiohttp 3: a new version that looks elsewhere fails here first."""

import inspect

from aiohttp import web_response, web_ws


def test_the_names_that_the_server_sets_are_there() -> None:
    assert isinstance(web_response.SERVER_SOFTWARE, str)  # type: ignore[attr-defined]
    assert isinstance(web_ws.DEFAULT_CHUNK_SIZE, int)  # type: ignore[attr-defined]


def test_what_the_server_sets_in_aiohttp_is_still_there() -> None:
    """By these names aiohttp's modules look the values up when they use them."""
    assert "DEFAULT_CHUNK_SIZE, loop=loop" in inspect.getsource(web_ws.WebSocketResponse)
    assert "setdefault(hdrs.SERVER, SERVER_SOFTWARE)" in inspect.getsource(web_response.StreamResponse)
