"""The kinds of campaign."""

from enum import StrEnum


class CampaignKind(StrEnum):
    """What a campaign is: an official warning, its all-clear, a drill, a weekly tip or a notice by the staff."""

    WARNING = "warning"
    ALL_CLEAR = "all_clear"
    DRILL = "drill"
    WEEKLY = "weekly"
    NOTICE = "notice"
