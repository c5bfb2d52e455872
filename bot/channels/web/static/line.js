// The connection: opens by itself, comes back by itself, and notices when it is dead.

const FIRST_PAUSE = 400, LONGEST_PAUSE = 15000; // milliseconds
const SILENCE = 20000; // something was said and nothing came back for so long: the line is dead

// on: hello() makes the first frame, heard(data), lost(), overdue() tells whether an answer is awaited.
export function connect(on) {
  let socket = null, greeted = false, tries = 0, timer = 0, watch = 0;

  function open() {
    clearTimeout(timer);
    if (socket) return;
    const mine = socket = new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/ws`);
    mine.addEventListener("open", () => mine.send(JSON.stringify(on.hello())));
    mine.addEventListener("message", (event) => { if (mine === socket) hear(JSON.parse(event.data)); });
    mine.addEventListener("close", () => { if (mine === socket) drop(); });
  }

  function hear(data) {
    if (data.type === "hello") { greeted = true; tries = 0; }
    on.heard(data);
    listen();
  }

  // A phone that changes its network leaves a socket that neither speaks nor closes.
  function listen() {
    clearTimeout(watch);
    watch = setTimeout(() => { if (socket && on.overdue()) drop(); }, SILENCE);
  }

  function drop() {
    const old = socket;
    socket = null;
    greeted = false;
    clearTimeout(watch);
    if (old) old.close();
    on.lost();
    tries += 1;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries - 1, 6));
    timer = setTimeout(open, pause * (0.5 + Math.random() / 2));
  }

  function hurry() { tries = 0; open(); }

  function send(data) {
    if (!greeted) return false;
    socket.send(JSON.stringify(data));
    listen();
    return true;
  }

  window.addEventListener("online", hurry);
  window.addEventListener("offline", () => { if (socket) drop(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) hurry(); });
  setTimeout(open); // after the caller has its line
  return { send, hurry };
}
