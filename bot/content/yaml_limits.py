"""Bounds on a YAML text, checked on its events before a tree is built of it.

A tree may be exponentially larger than its text: ten lines of aliases to aliases make a billion nodes.
"""

import yaml

MAX_LENGTH = 2_000_000  # characters of a file; the longest of ours has 50,000
MAX_DEPTH = 20  # of lists and mappings within each other; ours have 7
MAX_NODES = 200_000  # ours have 36,000 in all files together

_ANCHOR = "不能用 & 和 * 引用别处的内容，请把内容直接写出来；文字以它们开头时请加引号"
_DEEP = f"一层套一层，超过 {MAX_DEPTH} 层了"
_MANY = f"太长了，超过 {MAX_NODES} 项"


def exceeded(text: str) -> tuple[int, str] | None:
    """The line that exceeds a bound, and how; None when the text may be built. yaml.YAMLError: the text is no YAML."""
    if len(text) > MAX_LENGTH:
        return 1, f"文件太大了，最多 {MAX_LENGTH} 个字"
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.CBaseLoader)):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        problem = _problem(event, depth, number)
        if problem:
            return (event.start_mark.line + 1 if event.start_mark else 1), problem
    return None


def _problem(event: yaml.Event, depth: int, number: int) -> str:
    if isinstance(event, yaml.NodeEvent) and event.anchor:
        return _ANCHOR
    if depth > MAX_DEPTH:
        return _DEEP
    return _MANY if number > MAX_NODES else ""
