"""Courses that residents ask for in the console: a list; nothing is decided on them, a class that opens closes them."""

from bot.storage.record_type import StaffList

STATUSES = {"open": "想学", "done": "开班了", "withdrawn": "不学了"}
LIST = StaffList(
    position=10,
    title="想学的课",
    icon="fa fa-lightbulb",
    columns={
        "id": "编号",
        "status": "状态",
        "subject": "想学",
        "for_whom": "给谁",
        "age": "年龄",
        "education": "文化程度",
        "interest": "爱好",
        "created_at": "时间",
        "user": "账号",
    },
    words={
        "education": {
            "none": "不限",
            "primary": "小学",
            "junior": "初中",
            "senior": "高中",
            "college": "大专以上",
        }
    },
    search=("subject", "for_whom"),
)
