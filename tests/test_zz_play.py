"""Temporary."""
import os, re
from pathlib import Path
from bot.content.snapshot import Content
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.say.wording import Wording
from bot.common.text import plain
from tests.stage import Stage, MORNING

async def test_play(stage: Stage) -> None:
    talks = re.split(r"\n(?=#)", Path(os.environ["TALKS"]).read_text())
    for n, talk in enumerate(talks):
        lines = talk.strip().split("\n")
        print("\n=====", lines[0])
        stage.now = MORNING
        todo = []
        for line in lines[1:]:
            if line.startswith("@enrol "):
                c, d, n, ph = line[7:].split(";")
                todo += [(x, False) for x in (f"我要报{c}", d, n, ph, "135790")]
            elif line.startswith("@ticket "):
                todo += [(line[8:], False), ("不匿名", False)]
            elif line.startswith("~"):
                todo.append((line[1:], False))
            else:
                todo.append((line, True))
        for line, show in todo:
            if not line.strip():
                continue
            try:
                turned = await stage.say(line, f"u{n}")
                said = plain(turned.replies)
            except Exception as e:
                import traceback; traceback.print_exc()
                said = f"ERROR {e!r}"
            s = await stage.session(f"u{n}")
            f = s.form
            info = f" [{f.form} {dict(f.slots)}]" if f else ""
            if s.waiting: info += f" waiting={[(w.intent,dict(w.slots),w.words) for w in s.waiting]}"
            if not show:
                if len(lines) and line in ("135790", "不匿名"): print("   ..", said.replace("\n", " / ")[:60], info)
                continue
            pr = stage.snapshot.understanding.parse(line)
            print(">>", line, f"   <{pr.intent} {pr.confidence:.2f} {dict(pr.named)}>" if os.environ.get("DBG") else "")
            print("   ", said.replace("\n", " / "), info)
