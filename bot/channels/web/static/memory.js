// What the browser keeps for us; where it keeps nothing (private windows), that is fine.

export function remembered(name, store = "localStorage") {
  try { return window[store].getItem(name) || ""; } catch { return ""; }
}

export function remember(name, value, store = "localStorage") {
  try { window[store].setItem(name, value); } catch { /* nothing is kept */ }
}
