// What a person keeps on this device, and what the pages say of it. The worker does the keeping.
// It is installed when the page has all it needs.
const loaded = new Promise(resolve => {
  if (document.readyState === 'complete') resolve(); else addEventListener('load', resolve, { once: true });
});
const ready = loaded.then(() => navigator.serviceWorker.register('/service-worker.js')).then(() => navigator.serviceWorker.ready);
const language = document.documentElement.lang;
const words = document.getElementById('kept-part').dataset;

const ask = async (task, values = {}, onCount = () => {}) => {
  const { active } = await ready;
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if ('result' in data) { resolve(data.result); port1.close(); } else onCount(data.count);
    };
    active.postMessage({ task, ...values }, [port2]);
  });
};

// A moment with its distance from now, as in «28 Νοεμβρίου, 18:40 (πριν από 2 ώρες)».
const moment = text => {
  const date = new Date(text);
  const minutes = Math.round((Date.now() - date) / 60000);
  const [count, unit] = minutes < 60 ? [minutes, 'minute'] : minutes < 2880 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
  const age = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-count, unit);
  return `${new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }).format(date)} (${age})`;
};

const made = (name, classes, text) => Object.assign(document.createElement(name), { className: classes, textContent: text });

// A copy says how old it is, and not what was open then.
const { kept } = document.documentElement.dataset;
const main = document.getElementById('main');
const isList = main.classList.contains('kept-page');
if (kept && !isList) {
  const note = made('p', 'message copy', words.copy.replace('#', moment(kept)));
  note.setAttribute('role', 'status');
  (main.querySelector('.text-part') ?? main).prepend(note);
}

const footer = document.getElementById('kept-part');
const list = document.getElementById('kept-list');
const refresh = async () => {
  const { pages, area } = await ask('list');
  const isEmpty = !pages.length && !area;
  footer.hidden = isEmpty;
  if (!list) return;
  const rows = pages.map(({ address, name, on }) => {
    const row = made('li', '', '');
    row.append(Object.assign(made('a', '', name), { href: address }), made('span', 'muted', ` ${moment(on)}`));
    return row;
  });
  if (area) rows.push(made('li', '', words.area.replace('#', moment(area))));
  list.replaceChildren(...rows);
  document.getElementById('kept-none').hidden = !isEmpty;
};
for (const button of document.querySelectorAll('.clear-kept')) {
  button.addEventListener('click', async () => {
    await ask('clear');
    await refresh();
    footer.hidden = false;
    const said = document.getElementById('kept-said');
    said.textContent = words.cleared;
    for (const offer of document.querySelectorAll('.keep')) offer.querySelector('[role=status]').textContent = '';
  });
}
if (isList) document.getElementById('no-network').hidden = location.pathname === '/kept';

// Keeping this page.
const offer = document.querySelector('.keep');
if (offer && !kept) {
  const button = offer.querySelector('button');
  const status = offer.querySelector('[role=status]');
  offer.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    const paths = [...document.querySelectorAll('main a[href^="/structures/"]')].map(link => link.getAttribute('href'));
    const files = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
      .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/')).map(({ pathname }) => pathname);
    const isKept = await ask('keep', {
      address: location.pathname + location.search, name: offer.dataset.name, structures: [...new Set(paths)], files: [...new Set(files)],
    });
    button.disabled = false;
    status.textContent = isKept ? offer.dataset.done : offer.dataset.failed;
    await refresh();
  });
}
refresh();

// The most parts of a map that are kept at once.
const MOST = 200;

// The addresses of everything that the map shows inside its frame, down to the deepest zoom that is not too much.
const parts = async (map, styleOf) => {
  const own = address => { const { pathname, search } = new URL(address, location.href); return pathname + search; };
  const shown = map.getStyle();
  const names = ['light', 'dark'].map(look => own(styleOf(look)));
  const found = new Set(names);
  for (const name of names) {
    const { sprite } = await (await fetch(name)).json();
    for (const scale of ['', '@2x']) for (const type of ['json', 'png']) found.add(`${own(sprite)}${scale}.${type}`);
  }
  const stacks = new Set(shown.layers.flatMap(({ layout }) => layout?.['text-font'] ? [layout['text-font'].join()] : []));
  for (const stack of stacks) {
    for (const range of ['0-255', '256-511', '768-1023', '7936-8191', '8192-8447']) {
      found.add(own(shown.glyphs.replace('{fontstack}', encodeURIComponent(stack)).replace('{range}', range)));
    }
  }
  const sources = [];
  for (const { type, url, tiles, minzoom = 0, maxzoom = 14 } of Object.values(shown.sources)) {
    if (type !== 'vector') continue;
    if (url) found.add(own(url));
    sources.push(url ? await (await fetch(own(url))).json() : { tiles, minzoom, maxzoom });
  }
  const bounds = map.getBounds();
  const column = (longitude, side) => Math.floor((longitude + 180) / 360 * side);
  const row = (latitude, side) => {
    const angle = latitude * Math.PI / 180;
    return Math.floor((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2 * side);
  };
  for (let zoom = 0; zoom <= 14; zoom += 1) {
    const side = 2 ** zoom;
    const within = value => Math.max(0, Math.min(side - 1, value));
    const [west, east] = [bounds.getWest(), bounds.getEast()].map(longitude => within(column(longitude, side)));
    const [north, south] = [bounds.getNorth(), bounds.getSouth()].map(latitude => within(row(latitude, side)));
    const level = [];
    for (const { tiles: [template], minzoom = 0, maxzoom = 14 } of sources) {
      if (zoom < minzoom || zoom > maxzoom) continue;
      for (let x = west; x <= east; x += 1) {
        for (let y = north; y <= south && level.length <= MOST; y += 1) {
          level.push(own(template.replace('{z}', zoom).replace('{x}', x).replace('{y}', y)));
        }
      }
    }
    if (found.size + level.length > MOST) break;
    for (const part of level) found.add(part);
  }
  return [...found];
};

// Offers to keep the part of the map in sight.
export const offerArea = (map, styleOf) => {
  const offer = document.querySelector('.keep-area');
  if (!offer) return;
  const button = offer.querySelector('button');
  const status = offer.querySelector('[role=status]');
  offer.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const wanted = await parts(map, styleOf);
      const count = await ask('area', { parts: wanted }, count => { status.textContent = `${count} / ${wanted.length}`; });
      status.textContent = count ? offer.dataset.done : offer.dataset.failed;
    } catch {
      status.textContent = offer.dataset.failed;
    }
    button.disabled = false;
    await refresh();
  });
};
