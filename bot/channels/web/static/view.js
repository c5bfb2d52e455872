// What is seen: bubbles, times, chips, the sign of typing. Knows nothing of the network.

import { fill, spoken } from "./text.js";

const QUIET_GAP = 5 * 60 * 1000; // WeChat shows the time again after five quiet minutes
const $ = (id) => document.getElementById(id);
const log = $("log");
let lastTime = 0, skew = 0, chips = null, dots = null, onSay = () => {};

function made(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

export const now = () => Date.now() + skew;
export const toEnd = () => { log.scrollTop = log.scrollHeight; };
export const isEmpty = () => !log.querySelector(".row");

export function chosen(handler) { onSay = handler; }

// The server's clock counts: a phone's may be wrong.
export function setClock(at) { skew = Date.parse(at) - Date.now(); }

function stamp(time) {
  if (Math.abs(time - lastTime) > QUIET_GAP) {
    const shown = made("time", "time", spoken(new Date(time), new Date(now())));
    shown.dateTime = new Date(time).toISOString();
    log.append(shown);
  }
  lastTime = time;
}

function bubble(sender, text) {
  const row = made("div", `row ${sender}`);
  const face = made("img", "face");
  face.src = `/static/${sender}.svg`;
  face.alt = "";
  const words = made("div", "bubble");
  words.append(made("span", "unseen", sender === "me" ? "我说：" : "回答："));
  // Only an answer's numbers are there to be called; a resident's own is not.
  if (sender === "bot") fill(words, text); else words.append(text);
  row.append(face, words);
  return row;
}

export function mine(text, time) {
  stamp(time);
  const row = bubble("me", text);
  log.append(row);
  return row;
}

// live: it has just come, so an emergency is read out at once.
export function theirs(reply, time, live) {
  stamp(time);
  const row = bubble("bot", reply.text);
  if (reply.urgent) row.classList.add("urgent");
  if (reply.urgent && live) row.setAttribute("role", "alert");
  log.append(row);
  return row;
}

// A long answer is read from its beginning: an emergency's number stands there.
export function showFrom(row) {
  toEnd();
  if (row && row.offsetTop - log.offsetTop < log.scrollTop) log.scrollTop = row.offsetTop - log.offsetTop - 8;
}

// numbered: the number can be typed instead; the greeting's chips were offered by no answer, so theirs cannot.
export function offer(labels, numbered = true, details = []) {
  if (chips) chips.remove();
  chips = null;
  $("starters").hidden = !numbered;
  if (!labels.length) return;
  chips = made("ol", "chips");
  chips.setAttribute("aria-label", "可以直接点");
  labels.forEach((label, index) => {
    const button = pressable(label);
    if (numbered) button.prepend(made("b", "", `${index + 1}`));
    if (details[index]) {
      button.classList.add("card");
      button.append(made("small", "", details[index]));
    }
    const item = made("li");
    item.append(button);
    chips.append(item);
  });
  log.append(chips);
}

export function starters(labels) {
  $("starters").replaceChildren(...labels.map(pressable));
}

function pressable(label) {
  const button = made("button");
  button.type = "button";
  button.append(made("span", "", label));
  // Pressed by key, the focus goes on in the box; tapped, a phone's keyboard stays away.
  button.addEventListener("click", (event) => onSay(label, event.detail === 0));
  return button;
}

export function typing(on) {
  if (dots) dots.remove();
  dots = null;
  if (!on) return;
  dots = bubble("bot", "");
  dots.classList.add("typing");
  dots.querySelector(".unseen").textContent = "正在回答";
  const sign = made("span", "dots");
  sign.setAttribute("aria-hidden", "true");
  sign.append(made("i"), made("i"), made("i"));
  dots.querySelector(".bubble").append(sign);
  log.append(dots);
  toEnd();
}

// How a message of ours fares: "", sending, or failed with a way to send it again.
export function state(row, how, again) {
  const old = row.querySelector(".state");
  if (old) old.remove();
  row.classList.toggle("failed", how === "failed");
  if (how === "sending") row.append(made("span", "state", "发送中…"));
  if (how !== "failed") return;
  const button = made("button", "state", "没发出去，点一下重发");
  button.type = "button";
  button.addEventListener("click", again);
  row.append(button);
}

export function named(bot, community) {
  $("name").textContent = document.title = `${bot} · ${community}`;
}

export function banner(text) {
  $("banner").textContent = text;
  $("banner").hidden = !text;
}
