// Text as the page shows it: telephone numbers that can be called, and times as WeChat writes them.

// A mobile or a landline number, however it is grouped; else any run of digits.
const NUMBERS = /(1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[ -]?\d{3,4}[ -]?\d{4})(?!\d)|\d+/g;
const HOTLINES = new Set(["110", "119", "120", "122", "12122", "12315", "12320", "12338", "12345", "12356", "12379", "95598"]);
const TEXTED = "12110"; // the police by text message, for who must not be heard
// 110 metres or 120 places are no telephone numbers, unless somebody is told to call them.
const CALLED = /(?:打|拨|拨通|呼叫|电话|热线)[：:“「]?\s*$/;
const UNIT = /^\s*(?:元|块|米|公里|里|平|毫|厘|岁|户|分钟|小时|秒|人|个|多|余|家|名|次|期|节|号|栋|幢|室|级|度|克|斤|万|%|％|[年月日天℃])/;
const DAYS = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

function address(number, before, rest) {
  if (number === TEXTED) return "sms:" + number;
  return HOTLINES.has(number) && (CALLED.test(before) || !UNIT.test(rest)) ? "tel:" + number : "";
}

// The text in a node, built from nodes: whatever a text holds, it stays text.
export function fill(node, text) {
  let end = 0;
  for (const found of text.matchAll(NUMBERS)) {
    const after = found.index + found[0].length;
    const href = found[1]
      ? "tel:" + found[1].replace(/[ -]/g, "")
      : address(found[0], text.slice(0, found.index), text.slice(after));
    if (!href) continue;
    node.append(text.slice(end, found.index));
    const link = document.createElement("a");
    link.textContent = found[0];
    link.href = href;
    link.setAttribute("aria-label", (href.startsWith("sms:") ? "发短信到 " : "拨打电话 ") + found[0]);
    node.append(link);
    end = after;
  }
  node.append(text.slice(end));
}

const two = (number) => String(number).padStart(2, "0");

// 09:30 today, then 昨天 09:30, then the weekday, then the date.
export function spoken(time, now) {
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((midnight(now) - midnight(time)) / 86400000);
  if (days <= 0) return clock;
  if (days === 1) return `昨天 ${clock}`;
  if (days < 7) return `${DAYS[time.getDay()]} ${clock}`;
  return `${time.getFullYear()}年${time.getMonth() + 1}月${time.getDate()}日 ${clock}`;
}
