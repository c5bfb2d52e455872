"""Whether a message speaks of the weekly tips: who wants to get them, and who is tired of them. Pure."""

import re

SUBSCRIBE, UNSUBSCRIBE = "disaster.subscribe", "disaster.unsubscribe"
_WEEKLY = re.compile(
    r"每(?:个)?(?:周|礼拜|星期)(?:都|会|要|给我|给我们|给人|收|里|固定|定期){0,3}(?:发|推|寄|收|来)(?!生|现|烧|展|回|货|快递)|每(?:个)?(?:周|礼拜|星期)(?:一条)?(?:的)?(?:那[个种条]|小){0,2}"
    r"(?:[\u4e00-\u9fff]{0,4})(?:贴士|提示|提醒|小知识|小?建议)"
)
_TIRED = re.compile(
    r"烦(?!请|您|你)|吵|骚扰|[不别勿弗](?:要|想|用)?再?(?:收|发|给我发)(?!到|着)|太多了|没完没了|垃圾短信"
)
_NOT_TIRED = re.compile(r"收不到|没收到|怎么(?:不|没)|麻烦")
_SENT = re.compile(r"(?:收|发|来|推|寄)(?:到|给|的|过|了)?|(?:短信|推送|消息)[^，,。\s]{0,3}太多")
_A_TIP = re.compile(r"贴士|提示|提醒|知识|建议|一条|短信|消息|推送")


def tired_of_tips(text: str) -> bool:
    """「每个礼拜收到你们一条短信，烦也烦死了」: is who gets the tips tired of them?"""
    return all(pattern.search(text) for pattern in (_TIRED, _SENT, _A_TIP)) and not _NOT_TIRED.search(text)


def wants_weekly_tips(intent: str, text: str) -> bool:
    """「听说你们每周会发一个小贴士」, taken for a report, a course or a ticket: what is sent every week is wanted."""
    ours = (intent.startswith("disaster.") and intent != SUBSCRIBE) or "退" in text or "停" in text
    return not ours and not tired_of_tips(text) and bool(_WEEKLY.search(text) and _A_TIP.search(text))
