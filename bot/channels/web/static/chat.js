// The conversation: what was said and not yet answered, kept over reloads and broken connections.

import { connect } from "./line.js";
import { remember, remembered } from "./memory.js";
import * as view from "./view.js";

const MOST_TRIES = 5; // a message that nothing answers is not sent for ever
const form = document.getElementById("form"), box = document.getElementById("text");
const large = document.getElementById("large");
const waiting = new Map(); // id → {text, row, tries}: said, not yet answered
const settled = new Set(); // ids whose answer is on the page
let labels = [], details = []; // under the last answer

const line = connect({
  hello() { return { type: "hello", resume: remembered("resume") }; },
  heard(data) { const handle = hear[data.type]; if (handle) handle(data); },
  lost() {
    view.typing(false);
    view.banner("网络断开了，正在重新连接…");
    waiting.forEach((said) => show(said, "failed"));
  },
  overdue: () => [...waiting.values()].some((said) => said.sent),
});

const hear = {
  hello(data) {
    remember("resume", data.resume);
    view.setClock(data.at);
    view.named(data.bot, data.community);
    view.starters(data.starters);
    view.banner("");
    history(data);
    waiting.forEach((said, id) => transmit(id));
  },
  typing() { view.typing(true); },
  replies(data) {
    if (settled.has(data.for)) return;
    // What was said in another tab of ours is shown here too.
    if (!done(data.for)) view.mine(data.said, Date.parse(data.at));
    told(data.replies, data.at, true);
  },
  notice(data) {
    if (settled.has(data.id)) return;
    settled.add(data.id);
    told(data.replies, data.at, true);
  },
  error(data) {
    view.typing(false);
    const said = waiting.get(data.for);
    if (said) { said.tries = MOST_TRIES; said.sent = false; show(said, "failed"); }
    view.showFrom(view.theirs({ text: data.text }, view.now(), true));
  },
};

function told(replies, at, live) {
  view.typing(false);
  const rows = replies.map((reply) => view.theirs(reply, Date.parse(at), live));
  const offering = replies.filter((reply) => reply.choices.length).pop();
  labels = offering ? offering.choices : [];
  details = offering ? offering.details : [];
  view.offer(labels, true, details);
  view.showFrom(rows[0]);
}

function done(id) {
  settled.add(id);
  const said = waiting.get(id);
  if (!said) return false;
  if (said.row) view.state(said.row, "");
  waiting.delete(id);
  keep();
  return said.row !== null;
}

// Only what the page does not show yet: after a broken connection the rest stands where it stood.
function history(data) {
  const fresh = data.history.filter((one) => (one.id ? !settled.has(one.id) : view.isEmpty()));
  for (const one of fresh) {
    if (one.from === "me") {
      if (!done(one.id)) view.mine(one.text, Date.parse(one.at));
      labels = [];
    } else {
      settled.add(one.id);
      view.theirs(one, Date.parse(one.at), false);
      if (one.choices.length) { labels = one.choices; details = one.details; }
    }
  }
  const first = view.isEmpty();
  if (first) view.theirs({ text: data.greeting }, view.now(), false);
  for (const said of waiting.values()) if (!said.row) said.row = view.mine(said.text, view.now());
  if (waiting.size) view.offer([]);
  else if (first) view.offer(data.starters, false);
  else if (fresh.length) view.offer(labels, true, details);
  view.toEnd();
}

function say(text) {
  const words = text.trim();
  if (!words) return;
  view.offer([]);
  const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
  waiting.set(id.join(""), { text: words, row: view.mine(words, view.now()), tries: 0, sent: false });
  keep();
  transmit(id.join(""));
  view.toEnd();
}

function transmit(id) {
  const said = waiting.get(id);
  said.sent = said.tries < MOST_TRIES && line.send({ type: "say", id, text: said.text });
  if (said.sent) said.tries += 1;
  show(said, said.sent ? "sending" : "failed");
}

function show(said, how) {
  if (!said.row) return;
  const id = [...waiting.keys()].find((one) => waiting.get(one) === said);
  view.state(said.row, how, () => { said.tries = 0; line.hurry(); transmit(id); });
}

// Messages that wait are this tab's own; another tab does not send them a second time.
function keep() {
  remember("waiting", JSON.stringify([...waiting].map(([id, said]) => [id, said.text])), "sessionStorage");
}

function restore() {
  for (const [id, text] of JSON.parse(remembered("waiting", "sessionStorage") || "[]")) {
    waiting.set(id, { text, row: null, tries: 0, sent: false });
  }
}

function send() {
  say(box.value);
  box.value = "";
  fit();
  box.focus({ preventScroll: true });
}

function fit() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

function enlarge(on) {
  document.documentElement.classList.toggle("large", on);
  large.setAttribute("aria-pressed", String(on));
  remember("large", on ? "1" : "");
  fit();
  view.toEnd();
}

view.chosen((label, byKey) => {
  say(label);
  if (byKey) box.focus({ preventScroll: true });
});
form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
box.addEventListener("keydown", (event) => {
  // While an input method is composing, Enter belongs to it; Safari tells so by 229 alone.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  send();
});
box.addEventListener("input", fit);
large.addEventListener("click", () => enlarge(large.getAttribute("aria-pressed") !== "true"));
if (window.visualViewport) {
  // Where the keyboard lies over the page instead of shrinking it, the page ends above it.
  window.visualViewport.addEventListener("resize", () => {
    const seen = window.visualViewport.height * window.visualViewport.scale;
    document.documentElement.style.setProperty("--seen", `${seen}px`);
    view.toEnd();
  });
}
restore();
enlarge(remembered("large") === "1");
