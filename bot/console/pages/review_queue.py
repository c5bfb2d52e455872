"""What the bot did not understand: labelled with one click, and written into intents/."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.common.errors import BotError
from bot.console.console_context import ConsoleContext, actor_of
from bot.console.page import Page
from bot.console.pages import content_names
from bot.console.pages.label_preview import LabelPreviewJob
from bot.console.row_numbers import row_numbers
from bot.conversation.phrase_review import PhraseReview
from bot.storage.reviews import Review
from bot.storage.shared_statuses import ReviewStatus
from bot.storage.staff_accounts import Role

MAX_ROWS = 100

Guesses = tuple[Review, list[str]]
"""A sentence, and the labels that it may have, the likeliest first."""


class ReviewView(Page):
    """For editors."""

    menu_label = "没听懂的话"
    icon = "fa fa-ear-listen"
    path = "/review"
    required_role = Role.EDITOR

    def __init__(self, context: ConsoleContext) -> None:
        super().__init__(context)
        self._preview = LabelPreviewJob(context.editor.folder)

    @route("", name="review")
    async def index(self, request: Request) -> Response:
        """The open sentences, grouped by what the bot would take them for; the most frequent groups first."""
        review = self._review(request)
        labelled = await review.listed(ReviewStatus.LABELLED, limit=MAX_ROWS)
        return self.render(
            request,
            "review.html",
            groups=self._groups(await review.listed(limit=MAX_ROWS)),
            labelled=labelled,
            preview=self._preview.result_for(labelled),
            running=self._preview.is_running(),
            meanings=content_names.meanings(self.context.content()),
        )

    @route("/effect", methods=["POST"], name="review-effect")
    async def preview(self, request: Request) -> Response:
        """Train on the labelled sentences in the background; the page shows the result when it is there."""
        review = self._review(request)
        labelled = await review.listed(ReviewStatus.LABELLED, limit=MAX_ROWS)
        if not labelled:
            return self.redirect(request, "先标几句", "error")
        unlabelled = await review.listed(limit=MAX_ROWS)
        self._preview.start(self.context.understanding(), labelled, unlabelled)
        return self.redirect(request)

    @route("/{row:row}/undo", methods=["POST"], name="review-undo")
    async def undo(self, request: Request) -> Response:
        """Take a label back: the sentence is open again."""
        try:
            await self._review(request).reopen(request.path_params["row"])
        except BotError as error:
            return self.redirect(request, str(error), "error")
        return self.redirect(request, "拿回来了。")

    @route("/{row:row}", methods=["POST"], name="review-label")
    async def label(self, request: Request) -> Response:
        """Label a sentence, or dismiss it where no label is given."""
        label = self._label_of(str((await request.form()).get("label", "")))
        review, row = self._review(request), request.path_params["row"]
        try:
            await (review.label(row, label) if label else review.dismiss(row))
        except BotError as error:
            return self.redirect(request, str(error), "error")
        return self.redirect(request)

    @route("/group", methods=["POST"], name="review-group")
    async def label_group(self, request: Request) -> Response:
        """Label all sentences of a group."""
        form = await request.form()
        review = self._review(request)
        rows = row_numbers(str(form.get("rows", "")).split(","))[:MAX_ROWS]
        label = self._label_of(str(form.get("label", "")))
        try:
            for row in rows:
                await review.label(row, label)
        except BotError as error:
            return self.redirect(request, str(error), "error")
        return self.redirect(request, f"标好了{len(rows)}句。")

    @route("/write", methods=["POST"], name="review-write")
    async def write(self, request: Request) -> Response:
        """Write the labelled sentences into intents/ as phrases; running servers reload them."""
        written = await self._review(request).write()
        return self.redirect(request, f"写进了{len(written)}句，几秒后小塘就懂了。")

    def _review(self, request: Request) -> PhraseReview:
        return self.context.phrase_review(actor_of(request))

    def _label_of(self, name: str) -> str:
        """The label, which may also be given by its title."""
        labels = {title: label for label, title in content_names.meanings(self.context.content()).items()}
        return labels.get(name.strip(), name.strip())

    def _groups(self, sentences: Sequence[Review]) -> list[tuple[str, list[Guesses]]]:
        groups: dict[str, list[Guesses]] = {}
        for sentence in sentences:
            guesses = self._guesses(sentence.text)
            groups.setdefault(guesses[0], []).append((sentence, guesses))
        return sorted(groups.items(), key=lambda group: -sum(sentence.count for sentence, _ in group[1]))

    def _guesses(self, text: str) -> list[str]:
        parse = self.context.understanding().parse(text)
        return [parse.intent, *(alternative.intent for alternative in parse.alternatives[:2])]
