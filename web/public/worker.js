/* Keeps an exported page for visits without a network. Python fills in the files and their digest. */
const FILES = [];
const NAME = 'downslope-lab-';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((kept) => kept.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith('downslope-lab-') && name !== NAME;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/* The host is asked first, so that a new export is seen at once; without it, what was kept answers. */
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(
    fetch(request).catch(() =>
      caches.match(request, { ignoreSearch: true, cacheName: NAME }).then((kept) => kept ?? Response.error()),
    ),
  );
});
