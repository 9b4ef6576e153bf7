// Keeps what makes up the page, so that the installed app opens at once and also without a network: it then says that the server does not
// answer. Nothing of the API is ever kept, nor anything that is not ours. Files in /assets carry a hash in their name and never change.
const SHELL = "sparkbot-shell";
const ASSETS = "sparkbot-assets";
/** More than two builds of the page; older files go first. */
const MOST_ASSETS = 400;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(["/", "/theme.js", "/favicon.svg"]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL && name !== ASSETS).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || /^\/(api|v1)\//.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (url.pathname === "/theme.js" || url.pathname === "/favicon.svg") event.respondWith(shell(request));
});

/** The newest page from the server, which also keeps it; the kept one when the server does not answer. */
async function page(request) {
  try {
    const response = await fetch(request);
    if (response.ok && /text\/html/.test(response.headers.get("Content-Type") ?? "")) {
      const cache = await caches.open(SHELL);
      await cache.put("/", response.clone());
    }
    return response;
  } catch (problem) {
    const kept = await caches.match("/");
    if (kept) return kept;
    throw problem;
  }
}

async function shell(request) {
  try {
    return await fetch(request);
  } catch (problem) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw problem;
  }
}

async function asset(request) {
  const cache = await caches.open(ASSETS);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_ASSETS)).map((old) => cache.delete(old)));
  }
  return response;
}

// What people are told while no page of theirs is looked at. A notice says what kind of thing waits and where, never what was said, so the words
// are here. src/features/notices has the rest.
const NOTICES = {
  en: { answer: "A long answer is ready", approval: "Something waits for your approval", other: "Something waits for you" },
  de: { answer: "Eine lange Antwort ist fertig", approval: "Etwas wartet auf Ihre Freigabe", other: "Etwas wartet auf Sie" },
};
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

self.addEventListener("push", (event) => event.waitUntil(tell(event.data)));

async function tell(data) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.some((client) => client.visibilityState === "visible")) return;
  const { kind = "other", room_id: room = "", room: name, language } = read(data);
  const spoken = String(language ?? self.navigator.language).toLowerCase().startsWith("de") ? "de" : "en";
  await self.registration.showNotification(typeof name === "string" ? name : "Sparkbot", {
    body: NOTICES[spoken][kind] ?? NOTICES[spoken].other,
    lang: spoken,
    // A newer one about the same room takes the place of an older one.
    tag: `${kind}:${room}`,
    icon: "/icons/192.png",
    data: { path: ID.test(room) ? `/rooms/${room}` : "/" },
  });
}

function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data?.path ?? "/"));
});

/** Shows the room in a page that is open already, else in a new one. */
async function show(path) {
  const [client] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!client) return self.clients.openWindow(path);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a client of a worker takes no origin; it is always our own
  client.postMessage({ type: "open", path });
  return client.focus();
}
