"use strict";
// The chat page: a conversation over a WebSocket, kept over reloads and broken connections.

const QUIET_GAP = 5 * 60 * 1000; // WeChat shows the time again after five quiet minutes
const KEY = "resume";
const NUMBERS = /(?<!\d)(1[3-9]\d{9}|1[3-9]\d \d{4} \d{4}|119|120|110|122|12356|12379|95598)(?!\d)/g;
const PUNCTUAL_NOT_PHONES = new Set(["12379"]);

const $ = (id) => document.getElementById(id);
const log = $("log"), form = $("form"), box = $("text"), banner = $("banner");
const waiting = new Map(); // id → {text, row}: said, not yet answered
let socket = null, tries = 0, lastTime = 0, chips = null, typing = null;

function remembered(name) {
  try { return localStorage.getItem(name) || ""; } catch { return ""; }
}
function remember(name, value) {
  try { localStorage.setItem(name, value); } catch { /* private windows keep nothing */ }
}
function made(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

// Text with its telephone numbers as links; built from nodes, so that text stays text.
function filled(node, text) {
  let end = 0;
  for (const found of text.matchAll(NUMBERS)) {
    if (PUNCTUAL_NOT_PHONES.has(found[0])) continue;
    node.append(text.slice(end, found.index));
    const link = made("a", "", found[0]);
    link.href = "tel:" + found[0].replace(/ /g, "");
    node.append(link);
    end = found.index + found[0].length;
  }
  node.append(text.slice(end));
  return node;
}

function stamp(at) {
  const time = at ? new Date(at) : new Date();
  if (time - lastTime > QUIET_GAP) {
    const today = new Date().toDateString() === time.toDateString();
    const clock = time.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
    log.append(made("p", "time", today ? clock : `${time.getMonth() + 1}月${time.getDate()}日 ${clock}`));
  }
  lastTime = Number(time);
}

function bubble(sender, text, urgent) {
  const row = made("div", `row ${sender}${urgent ? " urgent" : ""}`);
  if (urgent) row.setAttribute("role", "alert");
  const face = made("img", "face");
  face.src = sender === "me" ? "/static/me.svg" : "/static/bot.svg";
  face.alt = "";
  const words = made("div", "bubble");
  words.append(made("span", "unseen", sender === "me" ? "我说：" : "回答："));
  filled(words, text);
  row.append(face, words);
  log.append(row);
  return row;
}

function offer(labels) {
  chips?.remove();
  chips = null;
  if (!labels.length) return;
  chips = made("ul", "chips");
  chips.setAttribute("aria-label", "可以直接点");
  labels.forEach((label, index) => {
    const button = made("button");
    button.type = "button";
    button.append(made("b", "", `${index + 1}`), label);
    button.addEventListener("click", () => { say(label); box.focus({ preventScroll: true }); });
    const item = made("li");
    item.append(button);
    chips.append(item);
  });
  log.append(chips);
}

function answered(replies, at) {
  settleTyping(false);
  stamp(at);
  let labels = [], first = null;
  for (const reply of replies) {
    const row = bubble("bot", reply.text, reply.urgent);
    first ??= row;
    if (reply.choices.length) labels = reply.choices;
  }
  offer(labels);
  toEnd();
  // A long answer is read from its beginning: an emergency's number stands there.
  if (first && first.offsetTop - log.offsetTop < log.scrollTop) log.scrollTop = first.offsetTop - log.offsetTop - 8;
}

function settleTyping(on) {
  typing?.remove();
  typing = null;
  if (!on) return;
  typing = bubble("bot", "", false);
  typing.querySelector(".unseen").textContent = "正在回答";
  const dots = made("span", "dots");
  dots.setAttribute("aria-hidden", "true");
  dots.append(made("i"), made("i"), made("i"));
  typing.querySelector(".bubble").append(dots);
  toEnd();
}

function toEnd() { log.scrollTop = log.scrollHeight; }

function say(text) {
  const words = text.trim();
  if (!words) return;
  stamp();
  offer([]);
  const id = newId();
  const row = bubble("me", words, false);
  waiting.set(id, { text: words, row });
  transmit(id);
  toEnd();
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function transmit(id) {
  const said = waiting.get(id);
  if (!said) return;
  if (socket?.readyState === WebSocket.OPEN && socket.greeted) {
    socket.send(JSON.stringify({ type: "say", id, text: said.text }));
    state(said.row, "发送中…");
  } else {
    state(said.row, "没发出去，点一下重发", () => { tries = 0; connect(); });
  }
}

function state(row, text, again) {
  row.querySelector(".state")?.remove();
  if (!text) return;
  const node = made(again ? "button" : "span", "state", text);
  if (again) { node.type = "button"; node.addEventListener("click", again); }
  row.append(node);
}

function done(id) {
  const said = waiting.get(id);
  if (!said) return false;
  state(said.row, "");
  waiting.delete(id);
  return true;
}

const hear = {
  hello(data) {
    remember(KEY, data.resume);
    $("name").textContent = `${data.bot} · ${data.community}`;
    document.title = `${data.bot} · ${data.community}`;
    starters(data.starters);
    banner.hidden = true;
    tries = 0;
    socket.greeted = true;
    if (!waiting.size) history(data);
    for (const id of [...waiting.keys()]) transmit(id);
  },
  typing() { settleTyping(true); },
  replies(data) {
    // What was said in another tab of ours is shown here too.
    if (!done(data.for) && data.said) { stamp(data.at); bubble("me", data.said, false); }
    answered(data.replies, data.at);
  },
  notice(data) { answered(data.replies, data.at); },
  error(data) {
    if (data.for) done(data.for);
    answered([{ text: data.text, choices: [], urgent: false }]);
  },
};

function history(data) {
  log.replaceChildren();
  lastTime = 0;
  let labels = [];
  for (const line of data.history) {
    stamp(line.at);
    bubble(line.from, line.text, line.urgent);
    if (line.from === "bot") labels = line.choices; else labels = [];
  }
  if (!data.history.length) {
    stamp();
    bubble("bot", data.greeting, false);
    labels = data.starters;
  }
  offer(labels);
  toEnd();
}

function starters(labels) {
  $("starters").replaceChildren(...labels.map((label) => {
    const button = made("button", "", label);
    button.type = "button";
    button.addEventListener("click", () => say(label));
    return button;
  }));
}

function connect() {
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
  const mine = socket;
  socket.addEventListener("open", () => mine.send(JSON.stringify({ type: "hello", resume: remembered(KEY) })));
  socket.addEventListener("message", (event) => {
    const data = JSON.parse(event.data);
    hear[data.type]?.(data);
  });
  socket.addEventListener("close", () => {
    if (mine !== socket) return;
    settleTyping(false);
    banner.textContent = "网络断开了，正在重新连接…";
    banner.hidden = false;
    for (const id of waiting.keys()) transmit(id);
    tries += 1;
    const pause = Math.min(15000, 400 * 2 ** Math.min(tries, 6));
    setTimeout(connect, pause * (0.5 + Math.random() / 2));
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  say(box.value);
  box.value = "";
  box.style.height = "";
  box.focus({ preventScroll: true });
});
box.addEventListener("keydown", (event) => {
  // While an input method is composing, Enter belongs to it.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
box.addEventListener("input", () => {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
});
window.addEventListener("online", () => { tries = 0; connect(); });
window.visualViewport?.addEventListener("resize", toEnd);

function large(on) {
  document.documentElement.classList.toggle("large", on);
  $("large").setAttribute("aria-pressed", String(on));
  remember("large", on ? "1" : "");
}
$("large").addEventListener("click", () => { large($("large").getAttribute("aria-pressed") !== "true"); toEnd(); });
large(remembered("large") === "1");
connect();
