"""What the bot did not understand: labelled with one click, written into intents/; and trying a sentence."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.common.errors import BotError
from bot.console.context import ConsoleContext, actor_of
from bot.console.page import Page
from bot.console.pages import content_names as naming
from bot.console.pages.label_preview import Effects
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.dry_run import dry_run
from bot.conversation.say.wording import Wording
from bot.services import SERVICES
from bot.storage import reviews
from bot.storage.reviews import Review
from bot.storage.staff import Role
from bot.understanding.ranking import is_confident

MOST = 100
ASIDE = 5  # alternatives that are shown


class ReviewView(Page):
    """The most frequent first."""

    menu_label = "没听懂的话"
    icon = "fa fa-ear-listen"
    path = "/review"
    least = Role.EDITOR

    def __init__(self, parts: ConsoleContext) -> None:
        super().__init__(parts)
        self._effects = Effects(parts.editor.folder)

    @route("", name="review")
    async def index(self, request: Request) -> Response:
        """The open messages, those together that the bot would take for the same."""
        reviewing = self.parts.reviewing(actor_of(request))
        alike: dict[str, list[tuple[Review, list[str]]]] = {}
        for one in await reviewing.listed(limit=MOST):
            guesses = self._guesses(one.text)
            alike.setdefault(guesses[0], []).append((one, guesses))
        groups = sorted(alike.items(), key=lambda group: -sum(one.count for one, _ in group[1]))
        ready = await reviewing.listed(reviews.LABELLED, limit=MOST)
        given = {"groups": groups, "ready": ready, "meanings": naming.meanings(self.parts.content())}
        effect, running = self._effects.known(ready), self._effects.running()
        return self.shown(request, "review.html", effect=effect, running=running, **given)

    @route("/effect", methods=["POST"], name="review-effect")
    async def effect(self, request: Request) -> Response:
        """Train on what is labelled, aside; the page tells when it is done."""
        reviewing = self.parts.reviewing(actor_of(request))
        ready = await reviewing.listed(reviews.LABELLED, limit=MOST)
        if not ready:
            return self.back(request, "先标几句", "error")
        self._effects.begin(self.parts.understanding(), ready, await reviewing.listed(limit=MOST))
        return self.back(request)

    @route("/{row:int}/undo", methods=["POST"], name="review-undo")
    async def undo(self, request: Request) -> Response:
        """A label is taken back: the sentence waits again."""
        try:
            await self.parts.reviewing(actor_of(request)).reopen(request.path_params["row"])
        except BotError as error:
            return self.back(request, str(error), "error")
        return self.back(request, "拿回来了。")

    @route("/{row:int}", methods=["POST"], name="review-label")
    async def label(self, request: Request) -> Response:
        """One click: a label, or away with it."""
        label = self._label(str((await request.form()).get("label", "")))
        reviewing = self.parts.reviewing(actor_of(request))
        row = request.path_params["row"]
        try:
            await (reviewing.label(row, label) if label else reviewing.dismiss(row))
        except BotError as error:
            return self.back(request, str(error), "error")
        return self.back(request)

    @route("/group", methods=["POST"], name="review-group")
    async def group(self, request: Request) -> Response:
        """One click for all that look alike."""
        form = await request.form()
        reviewing = self.parts.reviewing(actor_of(request))
        rows = [int(row) for row in str(form.get("rows", "")).split(",") if row.isdecimal()][:MOST]
        try:
            for row in rows:
                await reviewing.label(row, self._label(str(form.get("label", ""))))
        except BotError as error:
            return self.back(request, str(error), "error")
        return self.back(request, f"标好了{len(rows)}句。")

    @route("/write", methods=["POST"], name="review-write")
    async def write(self, request: Request) -> Response:
        """The labelled ones become phrases; running servers take them up."""
        done = await self.parts.reviewing(actor_of(request)).write()
        return self.back(request, f"写进了{len(done)}句，几秒后小塘就懂了。")

    def _label(self, said: str) -> str:
        """A label, also by what it is called."""
        called = {name: label for label, name in naming.meanings(self.parts.content()).items()}
        return called.get(said.strip(), said.strip())

    def _guesses(self, text: str) -> list[str]:
        parse = self.parts.understanding().parse(text)
        return [parse.intent, *(other.intent for other in parse.alternatives[:2])]


class TryView(Page):
    """A sentence as the bot hears it."""

    menu_label = "试一试"
    icon = "fa fa-flask"
    path = "/try"

    @route("", name="try")
    async def index(self, request: Request) -> Response:
        """Segments, label, confidence, slots, alternatives."""
        text = request.query_params.get("text", "").strip()[:200]
        understanding = self.parts.understanding()
        parse = await asyncio.to_thread(understanding.parse_with_semantics, text) if text else None
        near = understanding.similar_phrases(text) if text else []
        content, replies = self.parts.content(), []
        if text:
            snapshot = ContentSnapshot(content, understanding, Wording(content.replies))
            replies = await dry_run(SERVICES, snapshot, self.parts.database, text, self.parts.clock())
        return self.shown(
            request,
            "try.html",
            text=text,
            parse=parse,
            near=near,
            sure=parse is not None and is_confident(parse),
            aside=ASIDE,
            replies=replies,
            meanings=naming.meanings(content),
            slots=naming.SLOTS,
        )
