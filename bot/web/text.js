// Text as the page shows it: telephone numbers that can be called, and times as WeChat writes them.

// 110 metres or 120 minutes are no telephone numbers.
const NUMBERS = /\d+(?: \d{4}){0,2}/g;
const HOTLINES = new Set(["110", "119", "120", "122", "12356", "12315", "12320", "12338", "12345", "95598"]);
const MOBILE = /^1[3-9]\d{9}$/;
const UNIT = /^\s*(?:元|块|米|公里|里|平|毫|厘|岁|户|分钟|小时|人次|名|度|克|斤|%|％|[年月日天℃])/;
const DAYS = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

function callable(digits, rest) {
  if (MOBILE.test(digits)) return true;
  return HOTLINES.has(digits) && !UNIT.test(rest);
}

// The text in a node, built from nodes: whatever a text holds, it stays text.
export function fill(node, text) {
  let end = 0;
  for (const found of text.matchAll(NUMBERS)) {
    const after = found.index + found[0].length;
    const digits = found[0].replace(/ /g, "");
    if (/[\d.]/.test(text.charAt(found.index - 1)) || !callable(digits, text.slice(after))) continue;
    node.append(text.slice(end, found.index));
    const link = document.createElement("a");
    link.textContent = found[0];
    link.href = "tel:" + digits;
    link.setAttribute("aria-label", "拨打电话 " + found[0]);
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
