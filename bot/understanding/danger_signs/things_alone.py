"""Is a sign of danger said of a thing alone, a tyre, trousers, rice, and of nobody who is harmed? Pure."""

import re

from bot.common.text import any_of, any_of_spaced
from bot.content.lexicon import Alarms
from bot.content.snapshot import Content

_IN_BETWEEN = 5  # characters between a thing and what it does
# Whoever stands between is the one of whom it is told: 「轮子把他卡住了」.
_NOBODY = r"[^，,。；;！!？?\s警上从手脚腿把被给让叫吃喝吞咽缠钻抓拿救打碰撞人他她我你伊孩娃老妈爸]"
_ONTO_SOMEBODY = r"(?![到着住死伤倒来了]{0,2}(?:一?个)?[人我你他她它伊孩老])"


class ThingsAlone:
    """Knows the words of `things` in `intents/emergency.yaml`; without them no message is of things alone."""

    def __init__(self, alarms: Alarms) -> None:
        words = alarms.things
        self._named = any_of((*words.things, *words.foods)) if words else None
        if words is None:
            return
        self._aside = any_of_spaced(words.aside)
        self._harm = any_of_spaced(words.harm)
        # 「电池」 holds a pond and 「除草剂」 grass: the long words of harm are looked for before the things are taken out.
        self._plain_harm = any_of_spaced(tuple(word for word in words.harm if len(word) > 1))
        self._wanted = any_of_spaced(words.wanted)
        things, does = (any_of(said).pattern for said in (words.things, words.does))
        done = f"(?:{_NOBODY}{{0,{_IN_BETWEEN}}}?(?:{does})){{1,2}}"
        self._does = re.compile(f"(?:{things}){done}{_ONTO_SOMEBODY}")

    @classmethod
    def of(cls, content: Content) -> "ThingsAlone":
        return cls(content.alarms)

    def is_all(self, text: str) -> bool:
        """Is a thing named, and no word of a body, of harm or of what harms people, but what a thing does?"""
        return self._named is not None and self._named.search(text) is not None and not self.tells_harm(text)

    def tells_harm(self, text: str) -> bool:
        """Is there a word of a body, of harm or of what harms people, that is not said of a thing?"""
        if self._named is None:
            return True
        left = self._aside.sub("·", self._does.sub("·", text))
        if self._plain_harm.search(left) is not None:
            return True
        return self._harm.search(self._named.sub("·", left)) is not None

    def shared(self, text: str, other: str) -> bool:
        """Is the same thing spoken of in both?"""
        named = self._named
        return named is not None and not set(named.findall(text)).isdisjoint(named.findall(other))

    def is_wanted(self, text: str) -> bool:
        """Is something asked for: mended, taken in, exchanged, told?"""
        return self._named is not None and self._wanted.search(text) is not None
