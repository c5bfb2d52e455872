"use strict";
const inbox = document.getElementById("inbox");
const { me, base } = inbox.dataset;
const [queue, thread, answer, text, error, whom, nobody] =
  ["queue", "thread", "answer", "text", "error", "whom", "nobody"].map((id) => document.getElementById(id));
let open = 0;
let owner = "";

const element = (tag, text, className = "") => {
  const created = document.createElement(tag);
  created.textContent = text;
  created.className = className;
  return created;
};

const showThread = async () => {
  if (!open) return;
  const response = await fetch(`${base}/${open}/thread`);
  if (response.redirected) location.reload();  // the session has ended: after signing in again, what was typed is restored
  if (!response.ok || response.redirected) return;
  const lines = await response.json();
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
  error.textContent = "";
  showThread();
  text.focus();
};

const showQueue = (waiting) => {
  nobody.hidden = waiting.length > 0;
  queue.replaceChildren(...waiting.map((entry) => {
    const button = element("button", "", "list-group-item list-group-item-action");
    button.dataset.row = entry.id;
    const who = entry.owner ? (entry.owner === me ? "您在接" : `${entry.owner}在接`) : entry.status === "callback" ? "要回电话" : "没人接";
    button.append(element("strong", `${entry.id}号 `), `${entry.since} ${who}`, document.createElement("br"), entry.last);
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
  owner = (waiting.find((entry) => entry.id === open) || { owner: "" }).owner;
  if (open && !waiting.some((entry) => entry.id === open)) { whom.textContent = `${open}号：已经结束`; answer.hidden = true; open = 0; }
  showThread();
};

const send = async (path, body) => {
  const token = document.cookie.match(/starlette_admin_csrftoken=([^;]+)/);
  const response = await fetch(`${base}/${open}/${path}`, {
    method: "POST", body, headers: { "X-CSRFToken": token ? decodeURIComponent(token[1]) : "" },
  });
  if (response.redirected) {  // to the sign-in, which is a page that loads well: nothing was sent
    error.textContent = "登录过期了，这句还没发出去。请先复制下来，再刷新这一页重新登录。";
    return false;
  }
  error.textContent = response.ok ? "" : (await response.json()).message;
  return response.ok;
};

queue.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) choose(Number(button.dataset.row));
});
answer.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await send("say", new URLSearchParams({ text: text.value }))) { text.value = ""; showThread(); }
});
const colleagues = document.getElementById("colleagues");
colleagues.addEventListener("change", async () => {
  if (colleagues.value) await send("assign", new URLSearchParams({ name: colleagues.value }));
  colleagues.value = "";
});
document.getElementById("close").addEventListener("click", () => {
  if (!owner || owner === me || confirm(`${owner}在接这位居民，真的要结束吗？`)) send("close", new URLSearchParams());
});
for (const button of document.querySelectorAll(".canned")) {
  button.addEventListener("click", () => { text.value = button.textContent; text.focus(); });
}
new EventSource(`${base}/events`).onmessage = (event) => showQueue(JSON.parse(event.data));
