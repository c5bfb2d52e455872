"""Takes out of a message the dangers that it denies: 「没着火，是电梯停了」 speaks of a lift. Pure."""

import re

from bot.content.lexicon import Alarms
from bot.understanding.danger_signs.danger import GENERAL

# 「是不是着火了」「有没有触电」 ask, 「怕不是中风」「可不是着火了」 affirm, and 「还没着火」 fears it.
_WHO = r"谁(?:说|讲)?(?:我)?(?:会|要)?(?=想死|想不开|不想活|勿想活|轻生|自杀|活不下去)"
_NOT = (
    r"(?<![是有怕莫该要可还会])(?:(?:没有?|不是|勿是|弗是)(?:说|讲|人|我)?(?:在|被|要|真的?)?"
    rf"|(?:不|勿|弗)(?=想死|要跳)|{_WHO})"
)
# 「这不是着火了吗」 says that there is, and 「不是触电就是中风」 that there is one of the two.
_ASKED = r"(?!\S{0,3}(?:吗|么|嘛|就是))"
# 「没有人骗我」「谁骗我了」; 「不晓得谁骗我的钱」 tells of a swindle.
_CHEATED = (
    r"(?<!有)(?:没有?|呒没|勿曾)(?:人|谁|啥人)?(?:来|在|要)?骗(?:我|他|她|伊|过|子)"
    r"|(?<!有)(?:没有?|勿曾|呒没)(?:被|让|给|畀)(?:人家?|他)?骗|(?<!晓得)(?<!知道)(?:谁|啥人)(?:来|在|要)?骗(?:我|他|她|伊)了?(?=[，,。\s呀啊啦]|$)"
)


class DeniedDangers:
    """Knows the words for dangers: those of the signs and of the hints that stand alone."""

    def __init__(self, alarms: Alarms) -> None:
        signs = (*(sign for sign in alarms.signs if sign.of != GENERAL), *alarms.hints)
        said = {say for sign in signs for say in sign.say if " " not in say}
        words = "|".join(re.escape(word) for word in sorted(said, key=len, reverse=True))
        denied = rf"{_NOT}(?:{words})(?:了|过|的)?{_ASKED}" if words else r"(?!)"
        self._denied = re.compile(rf"{denied}|(?:{_CHEATED}){_ASKED}")

    def without(self, text: str) -> str:
        """The text without what it denies; the text itself where it denies no danger."""
        return self._denied.sub(" ", text).strip()
