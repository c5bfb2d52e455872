"""网络学习资源: looked for by subject, kind and words; a page at a time, then one thing's card."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.learning.content import SUBJECTS, Subject
from bot.services.learning.search import FoundMaterial, MaterialQuery, nearest, search
from bot.understanding.faq import VERY_NEAR
from bot.understanding.slots import learning_material

FIND = "learning.resources"
PAGE = 5
A_STORY = 6  # characters: who says more beside the subject tells of the child and the house, not of a title

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
    """What was found, and the sentence that says so (reply key and its fields)."""

    found: Sequence[FoundMaterial]
    key: str
    fields: dict[str, object]


@service.on(FIND, slots=("course",))
async def resources(turn: Turn) -> Reply:
    """One thing's card, what fits what was asked for, or the subjects."""
    subjects = _in_force(turn)
    if turn.slot("item"):
        one = next(
            (one for one in search(subjects, MaterialQuery()) if one.material.name == turn.slot("item")), None
        )
        return _card(turn, one) if one else _intro(turn, subjects)
    if turn.slot("subjects"):
        return _intro(turn, subjects)
    by_choice = any(turn.slot(name) for name in ("subject", "kind", "words", "page"))
    known = "" if by_choice else turn.known_answer(VERY_NEAR)
    if known:
        return Reply(known, _subject_links(turn, subjects))
    query = _chosen(turn) if by_choice else _said(turn, subjects)
    if query == MaterialQuery():
        return _intro(turn, subjects)
    answer = _answer(subjects, query)
    return _page(turn, query, answer) if answer else _nothing(turn, subjects, query)


def _in_force(turn: Turn) -> tuple[Subject, ...]:
    """The subjects with those of their things that may be told today."""
    return tuple(
        one.model_copy(update={"materials": turn.in_force(one.materials)})
        for one in turn.content.part(SUBJECTS)
    )


def _chosen(turn: Turn) -> MaterialQuery:
    return MaterialQuery(turn.slot("subject"), turn.slot("kind"), turn.slot("words"))


def _said(turn: Turn, subjects: Sequence[Subject]) -> MaterialQuery:
    # A reading that was chosen among several carries its subject as a slot: the text is but 「1」.
    told = turn.slot("course")
    text = turn.parse.normal if told in turn.parse.normal else told
    named = [(len(name), name, one) for one in subjects for name in (one.name, *one.aliases) if name in text]
    if not named:
        return MaterialQuery("", learning_material.kind(text), learning_material.words(text))
    _, name, subject = max(named, key=lambda entry: entry[0])
    # 「英语」 alone is the subject and no word to look for; 「烘焙」 is a word within 社区教育.
    about = text.replace(name, " ") if name == subject.name else text
    return MaterialQuery(subject.id, learning_material.kind(text), learning_material.words(about))


def _answer(subjects: Sequence[Subject], query: MaterialQuery) -> SearchAnswer | None:
    """What fits; else, told so, what fits but for its kind, or what the subject has."""
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
        if len(query.words) > A_STORY:
            tries.append((whole, "learning.list", {"what": _what(subjects, whole)}))
        tries.append((whole, "learning.no_words", fields))
    for one, key, said in tries:
        found = search(subjects, one)
        if found:
            return SearchAnswer(found, key, said)
    return None


def _page(turn: Turn, query: MaterialQuery, answer: SearchAnswer) -> Reply:
    pages = -(-len(answer.found) // PAGE)
    page = min(int(turn.slot("page") or 1), pages)
    shown = answer.found[(page - 1) * PAGE : page * PAGE]
    choices = tuple(Choice(one.material.name, Wish(FIND, (("item", one.material.name),))) for one in shown)
    if pages > 1:
        asked = (("subject", query.subject), ("kind", query.kind), ("words", query.words))
        slots = (*((name, value) for name, value in asked if value), ("page", str(page % pages + 1)))
        choices += (Choice(turn.words.say("learning.next_page"), Wish(FIND, slots), more=True),)
    if turn.session.form is not None:  # whose question comes next, and takes the choices' place
        names = "、".join(one.material.name for one in shown)
        return turn.say("learning.in_form", names=names, where=shown[0].subject.where)
    fields = answer.fields if answer.key != "learning.list" else answer.fields | {"count": len(answer.found)}
    return turn.say(answer.key, choices=choices, **fields)


def _nothing(turn: Turn, subjects: Sequence[Subject], query: MaterialQuery) -> Reply:
    """Nothing of the kind: a question about learning, the nearest subject, or all of them."""
    known = turn.known_answer()
    if known:
        return Reply(known, _subject_links(turn, subjects))
    near = nearest(subjects, query.words)[:2]
    about = (("subject", query.words),) if query.words else ()
    request = Choice(turn.words.say("learning.ask_for"), Wish("training.request", about))
    if near:
        choices = (*(_subject_link(one) for one in near), request)
        return turn.say("learning.none_near", words=query.words, subject=near[0].name, choices=choices)
    links = _subject_links(turn, subjects)
    return turn.say("learning.none", words=query.words or query.kind, choices=(*links, request))


def _card(turn: Turn, one: FoundMaterial) -> Reply:
    thing, subject = one.material, one.subject
    more = turn.words.say("learning.more_of", subject=subject.name)
    choices = (Choice(more, Wish(FIND, (("subject", subject.id),)), more=True),)
    return turn.say(
        "learning.card",
        name=thing.name,
        kind=thing.kind.value,
        subject=subject.name,
        about=thing.about,
        where=thing.where or subject.where,
        choices=choices,
    )


def _intro(turn: Turn, subjects: Sequence[Subject]) -> Reply:
    count = sum(len(one.materials) for one in subjects)
    return turn.say("learning.intro", count=count, choices=_subject_links(turn, subjects))


def _subject_links(turn: Turn, subjects: Sequence[Subject]) -> tuple[Choice, ...]:
    """A page of the subjects, and the way to the next."""
    pages = -(-len(subjects) // PAGE)
    page = min(int(turn.slot("subjects") or 1), pages)
    shown = tuple(_subject_link(one) for one in subjects[(page - 1) * PAGE : page * PAGE])
    more = turn.words.say("learning.next_subjects")
    return (*shown, Choice(more, Wish(FIND, (("subjects", str(page % pages + 1)),)), more=True))


def _subject_link(one: Subject) -> Choice:
    return Choice(one.name, Wish(FIND, (("subject", one.id),)))


def _what(subjects: Sequence[Subject], query: MaterialQuery) -> str:
    return "".join(filter(None, (query.words or _name(subjects, query.subject), query.kind)))


def _name(subjects: Sequence[Subject], subject: str) -> str:
    return next((one.name for one in subjects if one.id == subject), "")
