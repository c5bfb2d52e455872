"""News cards: one article with a picture and a link, the most that WeChat shows under a resident's message."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.common.text import cut

TITLE_LIMIT, DETAIL_LIMIT = 64, 1500  # bytes; by practice: WeChat's documents name no numbers


@dataclass(frozen=True, slots=True)
class NewsCard:
    """A card. text: the same as plain text, for where no card can go; picture, link: absolute URLs."""

    text: str
    picture: str
    link: str

    def fields(self) -> Mapping[str, object]:
        """The fields of the passive reply; the first line of the text is the title, the rest the description.

        developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html: after a
        text one article; more are dropped.
        """
        title, _, detail = self.text.partition("\n")
        article = {
            "Title": cut(title, TITLE_LIMIT)[0],
            "Description": cut(detail.strip(), DETAIL_LIMIT)[0],
            "PicUrl": self.picture,
            "Url": self.link,
        }
        return {"MsgType": "news", "ArticleCount": 1, "Articles": {"item": article}}
