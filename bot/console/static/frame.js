"use strict";
// The library's English labels, for screen readers.
for (const [english, chinese] of [["Toggle navigation", "打开菜单"], ["Open user menu", "我的账号"], ["close", "关掉"], ["Close", "关掉"]]) {
  for (const element of document.querySelectorAll(`[aria-label="${english}"]`)) element.setAttribute("aria-label", chinese);
}

// What was typed survives the end of a session: it is kept while a form is sent, and restored after signing in again.
const KEY = "console-typed";
const isLogin = (url) => new URL(url, location.href).pathname.endsWith("/login");
const fields = (form) => [...form.elements].filter((field) => field.name && (field.tagName === "TEXTAREA" || field.type === "text"));
const typed = JSON.parse(sessionStorage.getItem(KEY) || "null");
if (!isLogin(location.href)) {
  // Only after signing in: else the form has arrived.
  if (typed && isLogin(document.referrer) && typed.at === location.pathname + location.search) {
    const form = document.querySelectorAll("form[method=post]")[typed.form];
    for (const field of form ? fields(form) : []) if (field.name in typed.values) field.value = typed.values[field.name];
    const message = document.createElement("p");
    message.className = "alert alert-success";
    message.setAttribute("role", "status");
    message.textContent = "刚才登录过期了，您写的字还在，请再点一次。";
    if (form) form.prepend(message);
  }
  sessionStorage.removeItem(KEY);
  const forms = [...document.querySelectorAll("form[method=post]")];
  for (const form of forms) {
    form.addEventListener("submit", () => {
      const values = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
      const at = location.pathname + location.search;
      if (Object.keys(values).length) sessionStorage.setItem(KEY, JSON.stringify({ at, form: forms.indexOf(form), values }));
    });
  }
}

// Somebody is in danger: every page rings until it has been looked at.
const ALARM_PAUSE = 5000;  // milliseconds
const alarmsAt = location.pathname.replace(/^(\/console).*$/, "$1/danger");
const pageTitle = document.title;
let rungFor = Number(sessionStorage.getItem("console-alarm") || 0);
const ring = () => {
  try {
    const sound = new AudioContext();
    for (const start of [0, 0.4, 0.8]) {
      const tone = sound.createOscillator();
      tone.frequency.value = 880;
      tone.connect(sound.destination);
      tone.start(sound.currentTime + start);
      tone.stop(sound.currentTime + start + 0.25);
    }
  } catch { /* a browser without sound shows the line and the title */ }
};
const showAlarms = ({ count, newest }) => {
  document.title = count ? `（${count}人遇险）${pageTitle}` : pageTitle;
  const shown = document.getElementById("alarm-line");
  if (!count) { if (shown) shown.remove(); return; }
  const line = shown || document.createElement("a");
  line.id = "alarm-line";
  line.className = "alert alert-danger d-block m-0 rounded-0";
  line.href = alarmsAt;
  line.setAttribute("role", "alert");
  line.textContent = `有 ${count} 位居民说现在有危险，还没人看，点这里`;
  if (!shown) document.body.prepend(line);
  if (newest > rungFor) { rungFor = newest; sessionStorage.setItem("console-alarm", String(newest)); ring(); }
};
const askForAlarms = async () => {
  try {
    const response = await fetch(`${alarmsAt}/waiting`);
    if (response.ok && !response.redirected) showAlarms(await response.json());
  } catch { /* the server is away: asked again */ }
};
if (!isLogin(location.href)) { askForAlarms(); setInterval(askForAlarms, ALARM_PAUSE); }
