"use strict";
const inbox = document.getElementById("inbox");
const { me, base } = inbox.dataset;
const [queue, thread, answer, text, told, whom, nobody] =
  ["queue", "thread", "answer", "text", "told", "whom", "nobody"].map((id) => document.getElementById(id));
let open = 0;
let owner = "";

const element = (tag, said, name = "") => {
  const made = document.createElement(tag);
  made.textContent = said;
  made.className = name;
  return made;
};

const showThread = async () => {
  if (!open) return;
  const got = await fetch(`${base}/${open}/thread`);
  if (got.redirected) location.reload();  // the session is over: sign in again, what was typed comes back
  if (!got.ok || got.redirected) return;
  const lines = await got.json();
  thread.replaceChildren(...lines.map((line) => {
    const item = element("li", line.text, ["resident", "bot"].includes(line.who) ? line.who : "staff");
    item.prepend(element("small", `${line.who === "resident" ? "居民" : line.who} ${line.at}`));
    return item;
  }));
  thread.scrollTop = thread.scrollHeight;
};

const choose = (row) => {
  open = row;
  whom.textContent = `${row}号居民`;
  answer.hidden = false;
  told.textContent = "";
  showThread();
  text.focus();
};

const showQueue = (waiting) => {
  nobody.hidden = waiting.length > 0;
  queue.replaceChildren(...waiting.map((one) => {
    const button = element("button", "", "list-group-item list-group-item-action");
    button.dataset.row = one.id;
    const who = one.owner ? (one.owner === me ? "您在接" : `${one.owner}在接`) : one.status === "callback" ? "要回电话" : "没人接";
    button.append(element("strong", `${one.id}号 `), `${one.since} ${who}`, document.createElement("br"), one.last);
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
  owner = (waiting.find((one) => one.id === open) || { owner: "" }).owner;
  if (open && !waiting.some((one) => one.id === open)) { whom.textContent = `${open}号：已经结束`; answer.hidden = true; open = 0; }
  showThread();
};

const send = async (path, body) => {
  const token = document.cookie.match(/starlette_admin_csrftoken=([^;]+)/);
  const done = await fetch(`${base}/${open}/${path}`, {
    method: "POST", body, headers: { "X-CSRFToken": token ? decodeURIComponent(token[1]) : "" },
  });
  told.textContent = done.ok ? "" : (await done.json()).said;
  return done.ok;
};

queue.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) choose(Number(button.dataset.row));
});
answer.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await send("say", new URLSearchParams({ text: text.value }))) { text.value = ""; showThread(); }
});
const others = document.getElementById("others");
others.addEventListener("change", async () => {
  if (others.value) await send("assign", new URLSearchParams({ name: others.value }));
  others.value = "";
});
document.getElementById("close").addEventListener("click", () => {
  if (!owner || owner === me || confirm(`${owner}在接这位居民，真的要结束吗？`)) send("close", new URLSearchParams());
});
for (const button of document.querySelectorAll(".canned")) {
  button.addEventListener("click", () => { text.value = button.textContent; text.focus(); });
}
new EventSource(`${base}/events`).onmessage = (event) => showQueue(JSON.parse(event.data));
