"""Trying a sentence: how the bot understands it, and what it would answer."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.console.page import Page
from bot.console.pages import content_names
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.dry_run import dry_run
from bot.conversation.say.wording import Wording
from bot.services import SERVICES
from bot.understanding.ranking import is_confident

MAX_LENGTH = 200
SHOWN_ALTERNATIVES = 5


class TrySentenceView(Page):
    """Nothing that is tried here is kept or counted."""

    menu_label = "试一试"
    icon = "fa fa-flask"
    path = "/try"

    @route("", name="try")
    async def index(self, request: Request) -> Response:
        """Segments, label, confidence, slots, alternatives, similar phrases, and the reply of a dry run."""
        text = request.query_params.get("text", "").strip()[:MAX_LENGTH]
        content, understanding = self.context.content(), self.context.understanding()
        shared = {"text": text, "meanings": content_names.meanings(content), "slots": content_names.SLOTS}
        if not text:
            return self.render(request, "try.html", parse=None, **shared)
        parse = await asyncio.to_thread(understanding.parse_with_semantics, text)
        snapshot = ContentSnapshot(content, understanding, Wording(content.replies))
        replies = await dry_run(SERVICES, snapshot, self.context.database, text, self.context.clock())
        return self.render(
            request,
            "try.html",
            parse=parse,
            is_confident=is_confident(parse),
            alternatives=parse.alternatives[:SHOWN_ALTERNATIVES],
            similar=understanding.similar_phrases(text),
            replies=replies,
            **shared,
        )
