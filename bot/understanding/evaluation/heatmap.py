"""The evaluation as an HTML page for volunteers: which label is taken for which, how often, with examples."""

from html import escape

from bot.understanding.evaluation.evaluation_report import Report

_STYLE = """
body{font:16px/1.5 sans-serif;margin:24px;color:#191919}table{border-collapse:collapse}
td,th{padding:4px 8px;border:1px solid #ddd;text-align:left}.n{text-align:right}
.map td{width:22px;height:22px;padding:0;text-align:center;font-size:11px;border:1px solid #f0f0f0}
.map th{font-weight:400;font-size:12px;white-space:nowrap;border:0}
.map thead th{writing-mode:vertical-rl;transform:rotate(180deg);vertical-align:bottom}
"""


def page(report: Report) -> str:
    """The report as one self-contained HTML page, in Chinese."""
    return (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>听懂了多少</title>'
        f"<style>{_STYLE}</style><h1>听懂了多少</h1>{_figures(report)}"
        f"<h2>谁被听成了谁</h2><p>行是本来的意思，列是听成的意思，颜色越深越多。</p>{_map(report)}"
        f"<h2>最常听错的</h2>{_worst(report)}</html>"
    )


def _figures(report: Report) -> str:
    rows = [
        ("句子", f"{report.rows}"),
        ("听对的（社区的事）", f"{report.accuracy:.1%}"),
        ("前三个猜测里有对的", f"{report.in_first_three:.1%}"),
        ("直接回答的", f"{report.outright:.1%}"),
        ("直接回答里答对的", f"{report.outright_right:.1%}"),
        ("不归我们管、却回答了的", f"{report.out_of_scope_answered:.1%}"),
        ("紧急情况听出来的", f"{report.emergency.recall:.1%}"),
        ("当成紧急情况、真是紧急情况的", f"{report.emergency.precision:.1%}"),
    ]
    cells = "".join(f'<tr><td>{name}</td><td class="n">{value}</td></tr>' for name, value in rows)
    return f"<table>{cells}</table>"


def _map(report: Report) -> str:
    counts = report.matrix
    labels = sorted({label for pair in counts for label in pair})
    totals = {label: sum(counts.get((label, other), 0) for other in labels) or 1 for label in labels}
    head = "".join(f"<th>{escape(label)}</th>" for label in labels)
    rows = "".join(
        f"<tr><th>{escape(label)}</th>"
        + "".join(
            _cell(counts.get((label, other), 0), totals[label], right=label == other) for other in labels
        )
        + "</tr>"
        for label in labels
    )
    return f'<table class="map"><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _cell(count: int, total: int, *, right: bool) -> str:
    if not count:
        return "<td></td>"
    colour = "46,125,50" if right else "198,40,40"
    return f'<td style="background:rgba({colour},{0.15 + 0.85 * count / total:.2f})">{count}</td>'


def _worst(report: Report) -> str:
    rows = "".join(
        f'<tr><td>{escape(label)}</td><td>{escape(other)}</td><td class="n">{count}</td>'
        f"<td>{escape(' / '.join(report.examples[label, other][:5]))}</td></tr>"
        for label, other, count in report.confusions
    )
    return f"<table><tr><th>本来</th><th>听成</th><th>次数</th><th>句子</th></tr>{rows}</table>"
