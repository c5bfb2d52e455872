"""Residents who enrol through WeChat's webhook: they repeat requests as WeChat does and go on as people do."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp

from tests.system import packets
from tests.system.packets import Account
from tests.system.process import BotProcess

SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "秀英桂兰建国海燕丽华小军志强晓梅玉芬春生"
TRIES, PAUSE = 3, 0.3  # WeChat asks three times, five seconds apart; here it is in more of a hurry
MOST_TURNS = 60
REGISTERED = ("报好了", "先排上候补", "已经报过", "候补第", "已报上")
_SORRY = "再试"
_ANSWERS = (
    ("都对吗", "对"),
    ("叫什么名字", "name"),
    ("姓名，2", "name"),  # asked once more: an answer in between was lost with the server
    ("电话", "phone"),
    ("手机", "phone"),
    ("哪个", "周六的"),
    ("接着", "继续"),
)


@dataclass
class Resident:
    """One who enrols their mother; told: was told that it is done."""

    number: int
    chance: random.Random
    told: bool = False
    turns: int = 0
    heard: list[str] = field(default_factory=list)

    @property
    def openid(self) -> str:
        return f"oResident{self.number}"

    @property
    def phone(self) -> str:
        return f"138{self.number:08d}"

    @property
    def name(self) -> str:
        first, second = divmod(self.number, len(GIVEN))
        return SURNAMES[first % len(SURNAMES)] + GIVEN[second] + GIVEN[first % len(GIVEN)]

    async def enrol(self, http: aiohttp.ClientSession, bots: Sequence[BotProcess], account: Account) -> None:
        """Talk until the bot says that it is done; an error of ours is met by trying again."""
        text = "给我妈报家政"
        while not self.told and self.turns < MOST_TURNS:
            self.turns += 1
            reply = await self.said(http, bots, account, text)
            self.heard.append(f"{text} → {reply}")
            self.told = reply.startswith(REGISTERED[:2]) or any(word in reply for word in REGISTERED)
            text = self._next(reply)
            await asyncio.sleep(self.chance.uniform(0, 0.4) + (1 if _SORRY in reply or not reply else 0))

    def _next(self, reply: str) -> str:
        if "再试一次" in reply:
            return "对"
        for asked, answer in _ANSWERS:
            if asked in reply:
                return {"name": self.name, "phone": self.phone}.get(answer, answer)
        return self.chance.choice(["给我妈报家政", "我的报名"]) if reply else "我的报名"

    async def said(
        self, http: aiohttp.ClientSession, bots: Sequence[BotProcess], account: Account, text: str
    ) -> str:
        """The reply to one message, which WeChat repeats as long as it gets none; "" when it gave up."""
        number = self.chance.getrandbits(60)
        for _ in range(TRIES):
            query, body = packets.plain_request(packets.text_packet(text, self.openid, number), account)
            bot = self.chance.choice(bots)
            try:
                async with http.post(f"{bot.url}/wechat", params=query, data=body) as response:
                    if response.status == 200:
                        return packets.open_reply(await response.read(), account).get("Content", "")
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(self.chance.uniform(0, PAUSE))
        return ""
