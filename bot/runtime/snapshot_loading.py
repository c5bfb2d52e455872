"""The content snapshot that a process answers from: files, model and wording, as the settings want them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.common.errors import ContentError
from bot.common.settings import Settings
from bot.content.check_intents import Expected
from bot.content.snapshot import Content
from bot.content.watch import Stamp
from bot.conversation import reply_keys
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.interpret.clauses.exact_words import ExactWordIndex
from bot.conversation.say.wording import Wording
from bot.runtime import chat_page
from bot.runtime.reload import Reloader
from bot.runtime.trainer import train_in_subprocess
from bot.services import LABELS, SERVICES, load_content
from bot.understanding.encoder.encoder import Encoder
from bot.understanding.models.act_head import load as load_act_head
from bot.understanding.models.answer_head import PASSAGES
from bot.understanding.models.answer_head import load as load_answer_heads
from bot.understanding.models.passage_vectors import load as load_passage_vectors
from bot.understanding.models.semantic import Semantics
from bot.understanding.models.semantic import load as load_head
from bot.understanding.pipeline import Understanding

_OF_CHANNELS: dict[str, frozenset[str]] = {"sorry.coming": frozenset(), "sorry.busy": frozenset()}


def content_of(settings: Settings) -> Content:
    """The content alone; ContentError when it cannot be used."""
    loaded = load_content(settings.content_dir)
    if loaded.content is None:
        raise ContentError("\n".join(map(str, loaded.problems)))
    return loaded.content


def snapshot_of(settings: Settings, content: Content) -> ContentSnapshot:
    """The content with its model, which may take ten seconds to train, and its wording."""
    return ContentSnapshot(content, understanding_of(settings, content), Wording(content.replies))


def understanding_of(settings: Settings, content: Content) -> Understanding:
    """The model as the settings want it: from the cache, else trained."""
    cache = cache_dir(settings)
    train = partial(train_in_subprocess, settings.content_dir, cache)
    return Understanding(content, cache_dir=cache, semantics=_semantics(settings), train_elsewhere=train)


def reloader_of(
    settings: Settings,
    files: Stamp,
    snapshot: Callable[[], ContentSnapshot],
    swap: Callable[[ContentSnapshot], None],
) -> Reloader:
    """The reloader; files: how they stood when the content in force was read."""
    return Reloader(settings.content_dir, cache_dir(settings), snapshot, swap, expected(), files)


def expected() -> Expected:
    """What the programme needs of the content."""
    parts = (chat_page, reply_keys)
    replies = dict(_OF_CHANNELS)
    for says in (*(part.SAYS for part in parts), *(service.says for service in SERVICES)):
        replies |= dict(says)
    replies |= {kind.called: frozenset() for service in SERVICES for kind in service.records}
    forms = {name: form for service in SERVICES for name, form in service.forms.items()}
    slots = {name: frozenset(slot.name for slot in form.spec.slots) for name, form in forms.items()}
    words = ExactWordIndex([word for service in SERVICES for word in service.words])
    return Expected(LABELS, replies, slots, lambda said: words.meaning(said) is not None)


def cache_dir(settings: Settings) -> Path:
    """Where derived files lie: private to us, safe to delete."""
    folder = settings.data_dir / "cache"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def embedder(settings: Settings, threads: int = 1) -> Encoder:
    """The encoder, with what was tuned on our sentences."""
    tuning = settings.content_dir / "intents" / "encoder.npz"
    return Encoder(cache_dir(settings), tuning, threads)


def semantic_head(settings: Settings) -> Path:
    """Where the semantic head lies, beside the phrases that it was trained on."""
    return settings.content_dir / "intents" / "semantic.npz"


def act_head(settings: Settings) -> Path:
    """Where the semantic head for acts lies."""
    return settings.content_dir / "intents" / "acts.npz"


def passage_vectors(settings: Settings) -> Path:
    """Where the vectors of what is written lie."""
    return settings.content_dir / "intents" / "passages.npz"


def answer_vectors(settings: Settings) -> Path:
    """Where the vectors of what is said after the card of a danger lie."""
    return settings.content_dir / "intents" / "danger_answers.npz"


def service_answer_heads(settings: Settings) -> Path:
    """Where the heads for the questions about forms lie."""
    return settings.content_dir / "intents" / "service_answers.npz"


def passage_head(settings: Settings) -> Path:
    """Where the head for what is written lies."""
    return settings.content_dir / "intents" / "passage_head.npz"


def _semantics(settings: Settings) -> Semantics | None:
    head = load_head(semantic_head(settings)) if settings.semantics else None
    if head is None:
        return None
    return Semantics(
        embedder(settings),
        head,
        load_act_head(act_head(settings)),
        load_passage_vectors(passage_vectors(settings)),
        load_passage_vectors(answer_vectors(settings)),
        load_answer_heads(service_answer_heads(settings)),
        load_answer_heads(passage_head(settings)).get(PASSAGES),
    )
