"""网络学习资源: learning material, searched by subject, kind and words, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.learning.content import SUBJECTS, Subject
from bot.services.learning.search import FoundMaterial, MaterialQuery, nearest, search
from bot.understanding.passages.faq import VERY_NEAR
from bot.understanding.slots import learning_material

FIND = "learning.resources"
PAGE = 5
LONG_WORDS = 6  # characters beside the subject: more of them describe a situation, not a title

service = Service(
    name="learning",
    reads=(SUBJECTS, QUESTIONS),
    says={
        "learning.intro": frozenset({"count"}),
        "learning.list": frozenset({"what", "count"}),
        "learning.in_form": frozenset({"names", "where"}),
        "learning.no_kind": frozenset({"what", "kind"}),
        "learning.no_words": frozenset({"words", "subject"}),
        "learning.none_near": frozenset({"words", "subject"}),
        "learning.none": frozenset({"words"}),
        "learning.card": frozenset({"name", "kind", "subject", "about", "where"}),
        "learning.next_page": frozenset(),
        "learning.next_subjects": frozenset(),
        "learning.more_of": frozenset({"subject"}),
        "learning.ask_for": frozenset(),
    },
)


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The materials found, and the reply that shows them: its key and fields."""

    found: Sequence[FoundMaterial]
    key: str
    fields: dict[str, object]


@service.on(FIND, slots=("course",))
async def resources(turn: Turn) -> Reply:
    """Show the material that was chosen, those that fit the query, or the subjects."""
    subjects = _in_force(turn)
    if turn.slot("item"):
        match = next(
            (
                match
                for match in search(subjects, MaterialQuery())
                if match.material.name == turn.slot("item")
            ),
            None,
        )
        return _card(turn, match) if match else _intro(turn, subjects)
    if turn.slot("subjects"):
        return _intro(turn, subjects)
    by_choice = any(turn.slot(name) for name in ("subject", "kind", "words", "page"))
    answer_text = "" if by_choice else turn.known_answer(VERY_NEAR)
    if answer_text:
        return Reply(answer_text, _subject_links(turn, subjects))
    query = _chosen(turn) if by_choice else _said(turn, subjects)
    if query == MaterialQuery():
        return _intro(turn, subjects)
    answer = _answer(subjects, query)
    return _page(turn, query, answer) if answer else _nothing(turn, subjects, query)


def _in_force(turn: Turn) -> tuple[Subject, ...]:
    """The subjects, each with those of its materials that are in force."""
    return tuple(
        subject.model_copy(update={"materials": turn.in_force(subject.materials)})
        for subject in turn.content.part(SUBJECTS)
    )


def _chosen(turn: Turn) -> MaterialQuery:
    return MaterialQuery(turn.slot("subject"), turn.slot("kind"), turn.slot("words"))


def _said(turn: Turn, subjects: Sequence[Subject]) -> MaterialQuery:
    # When the resident chose among several readings, the message is only 「1」 and the subject is in the slot.
    chosen = turn.slot("course")
    text = turn.parse.normal if chosen in turn.parse.normal else chosen
    named = [
        (len(name), name, subject)
        for subject in subjects
        for name in (subject.name, *subject.aliases)
        if name in text
    ]
    if not named:
        return MaterialQuery("", learning_material.kind(text), learning_material.words(text))
    _, name, named_subject = max(named, key=lambda entry: entry[0])
    # 「英语」 is the subject itself and no search word; 「烘焙」 is a search word within the subject 社区教育.
    about = text.replace(name, " ") if name == named_subject.name else text
    return MaterialQuery(named_subject.id, learning_material.kind(text), learning_material.words(about))


def _answer(subjects: Sequence[Subject], query: MaterialQuery) -> SearchAnswer | None:
    """What fits the query; else, and the reply says so, what fits but for the kind, or all of the subject."""
    what = _what(subjects, query)
    tries: list[tuple[MaterialQuery, str, dict[str, object]]] = [(query, "learning.list", {"what": what})]
    if query.subject and query.words:
        tries.append((replace(query, subject=""), "learning.list", {"what": query.words}))
    if query.kind:
        fields: dict[str, object] = {"what": _what(subjects, replace(query, kind="")), "kind": query.kind}
        tries.append((replace(query, kind=""), "learning.no_kind", fields))
    if query.subject and query.words:
        whole = replace(query, words="")
        fields = {"words": query.words, "subject": _name(subjects, query.subject)}
        if len(query.words) > LONG_WORDS:
            tries.append((whole, "learning.list", {"what": _what(subjects, whole)}))
        tries.append((whole, "learning.no_words", fields))
    for wider, key, answer_fields in tries:
        materials = search(subjects, wider)
        if materials:
            return SearchAnswer(materials, key, answer_fields)
    return None


def _page(turn: Turn, query: MaterialQuery, answer: SearchAnswer) -> Reply:
    pages = -(-len(answer.found) // PAGE)
    page = min(int(turn.slot("page") or 1), pages)
    shown = answer.found[(page - 1) * PAGE : page * PAGE]
    choices = tuple(
        Choice(match.material.name, Wish(FIND, (("item", match.material.name),))) for match in shown
    )
    if pages > 1:
        query_slots = (("subject", query.subject), ("kind", query.kind), ("words", query.words))
        slots = (*((name, value) for name, value in query_slots if value), ("page", str(page % pages + 1)))
        choices += (Choice(turn.words.say("learning.next_page"), Wish(FIND, slots), more=True),)
    if turn.session.form is not None:  # the form asks its question next, which replaces the choices
        names = "、".join(match.material.name for match in shown)
        return turn.say("learning.in_form", names=names, where=shown[0].subject.where)
    fields = answer.fields if answer.key != "learning.list" else answer.fields | {"count": len(answer.found)}
    return turn.say(answer.key, choices=choices, **fields)


def _nothing(turn: Turn, subjects: Sequence[Subject], query: MaterialQuery) -> Reply:
    """Nothing fits: answer a known question, or offer the nearest subjects, or all."""
    answer = turn.known_answer()
    if answer:
        return Reply(answer, _subject_links(turn, subjects))
    near = nearest(subjects, query.words)[:2]
    about = (("subject", query.words),) if query.words else ()
    request = Choice(turn.words.say("learning.ask_for"), Wish("training.request", about))
    if near:
        choices = (*(_subject_link(subject) for subject in near), request)
        return turn.say("learning.none_near", words=query.words, subject=near[0].name, choices=choices)
    links = _subject_links(turn, subjects)
    return turn.say("learning.none", words=query.words or query.kind, choices=(*links, request))


def _card(turn: Turn, match: FoundMaterial) -> Reply:
    material, subject = match.material, match.subject
    more = turn.words.say("learning.more_of", subject=subject.name)
    choices = (Choice(more, Wish(FIND, (("subject", subject.id),)), more=True),)
    return turn.say(
        "learning.card",
        name=material.name,
        kind=material.kind.value,
        subject=subject.name,
        about=material.about,
        where=material.where or subject.where,
        choices=choices,
    )


def _intro(turn: Turn, subjects: Sequence[Subject]) -> Reply:
    count = sum(len(subject.materials) for subject in subjects)
    return turn.say("learning.intro", count=count, choices=_subject_links(turn, subjects))


def _subject_links(turn: Turn, subjects: Sequence[Subject]) -> tuple[Choice, ...]:
    """A page of the subjects, with a choice for the next page."""
    pages = -(-len(subjects) // PAGE)
    page = min(int(turn.slot("subjects") or 1), pages)
    shown = tuple(_subject_link(subject) for subject in subjects[(page - 1) * PAGE : page * PAGE])
    more = turn.words.say("learning.next_subjects")
    return (*shown, Choice(more, Wish(FIND, (("subjects", str(page % pages + 1)),)), more=True))


def _subject_link(subject: Subject) -> Choice:
    return Choice(subject.name, Wish(FIND, (("subject", subject.id),)))


def _what(subjects: Sequence[Subject], query: MaterialQuery) -> str:
    return "".join(filter(None, (query.words or _name(subjects, query.subject), query.kind)))


def _name(subjects: Sequence[Subject], subject: str) -> str:
    return next((candidate.name for candidate in subjects if candidate.id == subject), "")
