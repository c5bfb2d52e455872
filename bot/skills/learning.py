"""网络学习资源: by subject, kind and words, five at a time."""

from bot.content.learning import Found, MaterialKind, Query, Subject, nearest, search
from bot.dialogue.skill import Skill, Turn
from bot.message import Choice, Reply
from bot.understanding.faq import VERY_NEAR

PAGE = 5
LEARNING = "learning.resources"
_NOISE = (
    "我想",
    "有没有",
    "哪里",
    "可以",
    "网上",
    "在哪",
    "看",
    "找",
    "一下",
    "资料",
    "学习",
    "资源",
    "教程",
    "吗",
    "的",
    "有",
    "什么",
    "哪些",
    "电子版",
    "想",
    "求",
    "下载",
    "能",
    "怎么",
)

skill = Skill(
    name="learning",
    says={
        "learning.which": frozenset({"count"}),
        "learning.list": frozenset({"subject", "lines", "where"}),
        "learning.line": frozenset({"name", "kind", "about"}),
        "learning.none": frozenset({"subjects"}),
        "learning.more": frozenset(),
        "learning.all": frozenset(),
    },
)


@skill.on(LEARNING)
async def resources(turn: Turn) -> Reply:
    """What fits what was said; without a subject, which one; nothing that fits, what is nearest."""
    known = turn.known_answer(VERY_NEAR)
    subjects = turn.content.learning
    query = _query(turn)
    if known and not query.subject:
        return Reply(known)
    found = search(subjects, query) or search(subjects, Query(query.subject, query.kind))
    if not (query.subject or query.kind or query.words):
        count = sum(len(subject.materials) for subject in subjects)
        return turn.say("learning.which", count=count, choices=_links(turn, subjects))
    if not found:
        near = nearest(subjects, query.words)[:3] or list(subjects[:3])
        names = "、".join(subject.name for subject in near)
        return turn.say("learning.none", subjects=names, choices=_links(turn, near))
    return _page(turn, query, found)


def _page(turn: Turn, query: Query, found: list[Found]) -> Reply:
    start = int(turn.slot("start") or 0)
    shown = found[start : start + PAGE]
    lines = "\n".join(
        turn.words.say(
            "learning.line", name=one.material.name, kind=one.material.kind, about=one.material.about
        )
        for one in shown
    )
    for one in shown:
        turn.current(one.material)
    first = shown[0]
    choices: tuple[Choice, ...] = ()
    if start + PAGE < len(found):
        slots = (
            ("subject", query.subject), ("kind", query.kind), ("words", query.words), ("start", str(start + PAGE)),
        )  # fmt: skip
        choices = (Choice(turn.words.say("learning.more"), intent=LEARNING, slots=slots, more=True),)
    subject = first.subject.name if query.subject else turn.words.say("learning.all")
    where = first.material.where or first.subject.where
    return turn.say("learning.list", subject=subject, lines=lines, where=where, choices=choices)


def _query(turn: Turn) -> Query:
    """What is looked for: as a choice says, or as the words do."""
    if turn.slot("subject") or turn.slot("start"):
        return Query(turn.slot("subject"), turn.slot("kind"), turn.slot("words"))
    said = turn.parse.normal
    subject = next(
        (one for one in turn.content.learning if any(name in said for name in (one.name, *one.aliases))), None
    )
    kind = next((kind.value for kind in MaterialKind if kind.value in said), "")
    rest = said.replace(kind, "") if kind else said
    for name in (*((subject.name, *subject.aliases) if subject else ()), *_NOISE):
        rest = rest.replace(name, "")
    return Query(subject.id if subject else "", kind, rest if len(rest) > 1 else "")


def _links(turn: Turn, subjects: "tuple[Subject, ...] | list[Subject]") -> tuple[Choice, ...]:
    return tuple(Choice(one.name, intent=LEARNING, slots=(("subject", one.id),)) for one in subjects[:6])
