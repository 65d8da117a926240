// Works without a network, and keeps nothing of a person's that they did not ask to keep.
//
// Pages come from the network as long as it answers. Without it, a page is the copy that the person kept, the help numbers, or the
// list of what is kept. Each copy carries the time it was made, which the page shows. Pages about violence and despair carry
// `data-discreet` and are never kept.
const NEEDED = [
  '/assets/plision.css', '/assets/plision.js', '/assets/tabs.js', '/assets/suggest.js', '/assets/map-kit.js', '/assets/map.js',
  '/assets/keep.js', '/assets/icon.svg', '/assets/pictograms.svg',
];
// The map is large, so it is stored when it is first shown.
const WANTED = ['/assets/maplibre-gl.js', '/assets/maplibre-gl.css'];
const LANGUAGES = ['el'];
const FILES = 'files';
const SHELL = 'shell';
const PAGES = 'kept-pages';
const AREA = 'kept-area';
const DAY = 24 * 60 * 60 * 1000;
const ANY = { ignoreVary: true };

const inLanguage = (path, language) => language === LANGUAGES[0] ? path : `${path}?lang=${language}`;

// A copy of a page with the time it was made; nothing when the page must not be kept.
const copied = async (answer, name) => {
  const type = answer.headers.get('content-type') ?? '';
  if (!answer.ok || answer.redirected || !type.startsWith('text/html')) return null;
  const html = await answer.text();
  if (/<html[^>]*\sdata-discreet/.test(html)) return null;
  const now = new Date().toISOString();
  const headers = new Headers(answer.headers);
  for (const field of ['content-encoding', 'content-length']) headers.delete(field);
  headers.set('kept-on', now);
  if (name) headers.set('kept-name', encodeURIComponent(name));
  return new Response(html.replace('<html ', `<html data-kept="${now}" `), { headers });
};

const store = async (cache, address, name) => {
  try {
    const copy = await copied(await fetch(address, { cache: 'no-store', headers: { accept: 'text/html' } }), name);
    if (!copy) return false;
    await cache.put(address, copy);
    return true;
  } catch {
    return false;
  }
};

const languageOf = address => {
  const given = new URL(address).searchParams.get('lang');
  return LANGUAGES.includes(given) ? given : LANGUAGES[0];
};

// The pages that need no asking, in the language of an address and of the open pages: help numbers, and the list of what is kept.
const renew = async (address = self.location.href) => {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const languages = new Set([address, ...open.map(({ url }) => url)].map(languageOf));
  const shell = await caches.open(SHELL);
  for (const path of ['/kept', '/help']) {
    for (const language of languages) {
      const address = inLanguage(path, language);
      const known = await shell.match(address, ANY);
      if (known && Date.now() - Date.parse(known.headers.get('kept-on')) < DAY) continue;
      await store(shell, address);
    }
  }
};

self.addEventListener('install', event => event.waitUntil((async () => {
  const files = await caches.open(FILES);
  await Promise.all(NEEDED.map(async name => { if (!await files.match(name, ANY)) await files.add(name); }));
  // Its pages name the files of the version before.
  await caches.delete(SHELL);
  await renew();
  await self.skipWaiting();
})()));

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (![FILES, SHELL, PAGES, AREA].includes(name)) await caches.delete(name);
  const files = await caches.open(FILES);
  const known = new Set([...NEEDED, ...WANTED]);
  for (const request of await files.keys()) if (!known.has(new URL(request.url).pathname)) await files.delete(request);
  await self.clients.claim();
})()));

// The name of a file changes with its bytes, so a stored one is never old.
const file = async request => {
  const { pathname } = new URL(request.url);
  const stored = await caches.match(pathname, ANY);
  if (stored) return stored;
  const answer = await fetch(request);
  if (answer.ok && WANTED.includes(pathname)) await (await caches.open(FILES)).put(pathname, answer.clone());
  return answer;
};

const page = async (request, wait) => {
  const { pathname, search } = new URL(request.url);
  const answer = await fetch(request).catch(() => null);
  // The server no longer has the answer (410), or a proxy cannot reach it.
  const isMissing = !answer || [410, 502, 503, 504].includes(answer.status);
  if (!isMissing) {
    wait(renew(request.url));
    return answer;
  }
  if (request.method === 'GET') {
    const kept = await (await caches.open(PAGES)).match(pathname + search, ANY);
    if (kept) return kept;
  }
  if (answer) return answer;
  const shell = await caches.open(SHELL);
  return (request.method === 'GET' && await shell.match(pathname + search, ANY))
    || await shell.match(inLanguage('/kept', languageOf(request.url)), ANY) || await shell.match('/kept', ANY) || Response.error();
};

const partOfMap = async request => {
  try {
    return await fetch(request);
  } catch (fault) {
    const { pathname, search } = new URL(request.url);
    const kept = await (await caches.open(AREA)).match(pathname + search, ANY);
    if (kept) return kept;
    throw fault;
  }
};

self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const wait = work => event.waitUntil(work);
  if (request.mode === 'navigate') event.respondWith(page(request, wait));
  else if (request.method !== 'GET') return;
  else if (pathname.startsWith('/assets/')) event.respondWith(file(request));
  else if (/^\/(tiles|styles|fonts|sprites)\//.test(pathname)) event.respondWith(partOfMap(request));
});

const tasks = {
  // Keeps a page, the structures that it lists and the files it is shown with; the answer says whether that was possible.
  async keep({ address, name, structures, files }) {
    const pages = await caches.open(PAGES);
    if (!await store(pages, address, name)) return false;
    for (const structure of structures) await store(pages, structure);
    for (const name of files) {
      const known = await caches.match(name, ANY);
      await pages.put(name, known ?? await fetch(name));
    }
    return true;
  },
  // Keeps parts of the map; the answer is their number.
  async area({ parts }, tell) {
    const area = await caches.open(AREA);
    let count = 0;
    const waiting = [...parts];
    const work = async () => {
      for (let part = waiting.shift(); part; part = waiting.shift()) {
        try {
          const answer = await fetch(part);
          if (answer.ok) {
            const headers = new Headers(answer.headers);
            headers.set('kept-on', new Date().toISOString());
            await area.put(part, new Response(answer.status === 204 ? null : await answer.blob(), { status: answer.status, headers }));
          }
        } catch { /* the part is missing on the map, as it would be without the others */ }
        count += 1;
        if (count % 10 === 0) tell({ count });
      }
    };
    await Promise.all([work(), work(), work(), work()]);
    return (await area.keys()).length;
  },
  async list() {
    const named = async (name, read) => {
      if (!await caches.has(name)) return [];
      const cache = await caches.open(name);
      const found = await Promise.all((await cache.keys()).map(async ({ url }) => read(new URL(url), await cache.match(url, ANY))));
      return found.filter(Boolean);
    };
    const pages = await named(PAGES, ({ pathname, search }, { headers }) => headers.has('kept-name') && {
      address: pathname + search, name: decodeURIComponent(headers.get('kept-name')), on: headers.get('kept-on'),
    });
    const area = await named(AREA, (_, { headers }) => headers.get('kept-on'));
    return { pages: pages.sort((a, b) => b.on.localeCompare(a.on)), area: area.sort()[0] ?? null };
  },
  async clear() {
    await Promise.all([PAGES, AREA].map(name => caches.delete(name)));
    return true;
  },
};

self.addEventListener('message', event => {
  const [port] = event.ports;
  const task = tasks[event.data.task];
  if (!task || !port) return;
  event.waitUntil(task(event.data, note => port.postMessage(note)).then(
    result => port.postMessage({ result }), () => port.postMessage({ result: null })));
});
