"""The Content-Security-Policy of the console: our scripts and the library's; inline ones only by a nonce or a hash.

The nonce is written into the templates' source as they are loaded, never into a finished page: markup that a resident's
text brings into a page has none, and is not run.
"""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

from jinja2 import BaseLoader, Environment

_SCRIPT = re.compile(r"<script\b")
_HANDLER = re.compile(r"""\son[a-z]+="([^"{]+)\"""")


class NonceLoader(BaseLoader):
    """The templates of another loader, with a nonce on their script tags."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, Any, Any]:
        """The source, with the nonce."""
        source, name, is_current = self._loader.get_source(environment, template)
        return _SCRIPT.sub('<script nonce="{{ request.state.nonce }}"', source), name, is_current

    def list_templates(self) -> list[str]:
        """As the other loader has them."""
        return self._loader.list_templates()


class ContentSecurityPolicy:
    """The header's value by nonce. The library's inline handlers are allowed one by one, by their hash."""

    def __init__(self, environment: Environment) -> None:
        loader = environment.loader
        assert loader is not None, "starlette-admin sets one"
        handlers = {
            handler
            for name in loader.list_templates()
            for handler in _HANDLER.findall(loader.get_source(environment, name)[0])
        }
        self._handlers = " ".join(f"'sha256-{_digest(handler)}'" for handler in sorted(handlers))

    def __call__(self, nonce: str) -> str:
        """The header's value. The library's pages have inline styles; everything is loaded from here."""
        scripts = f"'self' 'nonce-{nonce}'" + (f" 'unsafe-hashes' {self._handlers}" if self._handlers else "")
        return (
            f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )


def _digest(handler: str) -> str:
    return b64encode(sha256(handler.encode()).digest()).decode()
