"use strict";
// What the library says in English, for who hears the page.
for (const [said, meant] of [["Toggle navigation", "打开菜单"], ["Open user menu", "我的账号"], ["close", "关掉"], ["Close", "关掉"]]) {
  for (const one of document.querySelectorAll(`[aria-label="${said}"]`)) one.setAttribute("aria-label", meant);
}

// What was typed survives a session that ended meanwhile: kept while a form is sent, put back after signing in again.
const KEY = "console-typed";
const isLogin = (url) => new URL(url, location.href).pathname.endsWith("/login");
const fields = (form) => [...form.elements].filter((one) => one.name && (one.tagName === "TEXTAREA" || one.type === "text"));
const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
if (!isLogin(location.href)) {
  // Only who comes from signing in: else what was sent has arrived.
  if (kept && isLogin(document.referrer) && kept.at === location.pathname + location.search) {
    const form = document.querySelectorAll("form[method=post]")[kept.form];
    for (const one of form ? fields(form) : []) if (one.name in kept.values) one.value = kept.values[one.name];
    const told = document.createElement("p");
    told.className = "alert alert-success";
    told.setAttribute("role", "status");
    told.textContent = "刚才登录过期了，您写的字还在，请再点一次。";
    if (form) form.prepend(told);
  }
  sessionStorage.removeItem(KEY);
  const forms = [...document.querySelectorAll("form[method=post]")];
  for (const form of forms) {
    form.addEventListener("submit", () => {
      const values = Object.fromEntries(fields(form).map((one) => [one.name, one.value]));
      const at = location.pathname + location.search;
      if (Object.keys(values).length) sessionStorage.setItem(KEY, JSON.stringify({ at, form: forms.indexOf(form), values }));
    });
  }
}
