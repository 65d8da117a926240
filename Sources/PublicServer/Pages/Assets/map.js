// The map, in addition to the list or in place of a picture. There is none without WebGL or the library.
import { element, library, make, ring, styleOf } from '/assets/map-kit.js';
import { reveal, withdraw } from '/assets/tabs.js';

const box = document.getElementById('map');
const part = box.closest('.map-part');
const picture = box.parentElement.querySelector('.picture');
const cards = [...document.querySelectorAll('.card[data-lon], .neighbour[data-lon]')];
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const beside = matchMedia('(min-width: 64rem)');

const point = holder => [Number(holder.dataset.lon), Number(holder.dataset.lat)];

const structures = new Map();
for (const card of cards) {
  const link = card.querySelector('.name a, a, h1');
  structures.set(card.dataset.id, {
    id: card.dataset.id, at: point(card), kind: card.dataset.kind, kindName: card.dataset.kindName,
    name: link.textContent, card, approximate: card.dataset.accuracy, main: card.classList.contains('competent'),
  });
}

// The content of a disc: the pictogram of a kind, or the letters of a kind that has none.
let shapes = null;
const sign = ({ kind, letters, card }) => {
  const drawn = card && card.querySelector('.disc > *');
  if (drawn) return drawn.cloneNode(true);
  const shape = shapes.getElementById(kind);
  if (!shape) return element('span', '', letters);
  const drawing = shapes.documentElement.cloneNode(false);
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.append(shape.firstElementChild.cloneNode());
  return drawing;
};

const start = () => {
  const map = make(box, { bounds: [[-10, 35], [30, 60]] });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new maplibregl.AttributionControl({ compact: true }), 'bottom-right');
  // The page lists all sources at its end; on the map they open on a tap.
  map.once('idle', () => box.querySelector('.maplibregl-ctrl-attrib').classList.remove('maplibregl-compact-show'));
  const origin = box.dataset.origin ? box.dataset.origin.split(',').map(Number) : null;
  const view = new maplibregl.LngLatBounds();
  for (const { at, approximate } of structures.values()) {
    view.extend(at);
    if (cards.length === 1 && approximate) for (const corner of ring(at, approximate * 1.2).geometry.coordinates[0]) view.extend(corner);
  }
  if (origin) view.extend(origin);
  if (view.isEmpty() && box.dataset.bounds) {
    const [west, south, east, north] = box.dataset.bounds.split(',').map(Number);
    view.extend([west, south]).extend([east, north]);
  }
  map.fitBounds(view, { padding: structures.size ? Math.min(56, box.clientWidth / 8) : 12, maxZoom: 13, duration: 0 });
  if (origin) {
    const you = element('span', 'you');
    you.setAttribute('role', 'img');
    you.setAttribute('aria-label', box.dataset.you);
    new maplibregl.Marker({ element: you }).setLngLat(origin).addTo(map);
  }
  drawAccuracy(map);
  box.dispatchEvent(new CustomEvent('mapmade', { detail: { map, make } }));
  if (document.querySelector('.keep-area') && 'serviceWorker' in navigator && 'caches' in window) {
    import('/assets/keep.js').then(({ offerArea }) => offerArea(map, look => styleOf(look, box)));
  }
  return pins(map);
};

// The circle of uncertainty of the selected structure, if its position is approximate.
let shown = cards.length === 1 ? structures.get(cards[0].dataset.id) : null;
let accuracySource = () => {};
let pinPlaces = { type: 'FeatureCollection', features: [] };
const drawAccuracy = map => {
  const data = () => shown && shown.approximate ? ring(shown.at, Number(shown.approximate)) : { type: 'FeatureCollection', features: [] };
  map.on('style.load', () => {
    const colour = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
    for (const layer of ['structures', 'structures-approximate']) {
      if (map.getLayer(layer)) for (const name of ['circle-opacity', 'circle-stroke-opacity']) map.setPaintProperty(layer, name, 0);
    }
    if (map.getLayer('structures-sign')) map.setPaintProperty('structures-sign', 'icon-opacity', 0);
    // Names keep clear of the pins: an invisible picture takes the place of each.
    map.addImage('pin', { width: 34, height: 34, data: new Uint8Array(34 * 34 * 4) });
    map.addSource('pins', { type: 'geojson', data: pinPlaces });
    map.addLayer({ id: 'pins', type: 'symbol', source: 'pins', layout: { 'icon-image': 'pin', 'icon-allow-overlap': true } });
    map.addSource('accuracy', { type: 'geojson', data: data() });
    map.addLayer({ id: 'accuracy', type: 'fill', source: 'accuracy', paint: { 'fill-color': colour, 'fill-opacity': 0.1 } });
    map.addLayer({ id: 'accuracy-line', type: 'line', source: 'accuracy', paint: { 'line-color': colour, 'line-width': 1.5, 'line-dasharray': [2, 2] } });
  });
  accuracySource = () => { const source = map.getSource('accuracy'); if (source) source.setData(data()); };
};

// Structures as buttons; overlapping ones are grouped and show their number.
const pins = map => {
  let markers = [];
  let popup = null;
  const lang = box.dataset.lang;
  const known = new Map(structures);
  // The map of a kind shows only that kind.
  const wanted = new URLSearchParams(box.dataset.coverage || '').getAll('kind');
  const gather = () => {
    // Beside a list the map shows the same structures.
    if (!('all' in box.dataset || 'coverage' in box.dataset)) return;
    for (const feature of map.querySourceFeatures('structures', { sourceLayer: 'structures' })) {
      const p = feature.properties;
      if (!known.has(p.id) && (!wanted.length || wanted.includes(p.kind))) {
        const option = document.querySelector(`#kind option[value="${CSS.escape(p.kind)}"]`);
        known.set(p.id, {
          id: p.id, at: feature.geometry.coordinates, kind: p.kind, kindName: option ? option.textContent : '', letters: p.sign,
          name: p[`name:${lang === 'el' ? 'el' : 'en'}`], approximate: p.accuracy,
        });
      }
    }
  };
  const light = (structure, on) => {
    if (structure.card) structure.card.classList.toggle('lit', on);
    for (const { group, pin } of markers) if (group.includes(structure)) pin.classList.toggle('lit', on);
  };
  // Lights the structures while the pointer or the focus is on one of their signs.
  const lightFrom = (sign, group) => {
    for (const [name, on] of [['mouseenter', true], ['mouseleave', false], ['focusin', true], ['focusout', false]]) {
      sign.addEventListener(name, () => { for (const structure of group()) light(structure, on || structure === shown); });
    }
  };
  const open = group => {
    if (popup) popup.remove();
    const list = element('ul');
    for (const structure of group) {
      const row = element('li');
      const link = element('a', '', structure.name);
      link.href = structure.card && structure.card.id && structure.card.localName === 'li' ? `#${structure.card.id}` : `/structures/${encodeURIComponent(structure.id)}?lang=${lang}`;
      row.append(link);
      if (structure.approximate) row.append(element('span', 'muted', ` (${box.dataset.approximate})`));
      list.append(row);
    }
    popup = new maplibregl.Popup({ offset: 18, maxWidth: '18rem', locationOccludedOpacity: 1 })
      .setLngLat(group[0].at).setDOMContent(list).addTo(map);
    show(group.length === 1 ? group[0] : null);
    // Beside the list, the card of the pin comes into sight.
    if (beside.matches && group[0].card && group[0].card.localName === 'li') group[0].card.scrollIntoView({ block: 'nearest', behavior: calm.matches ? 'auto' : 'smooth' });
  };
  const show = structure => {
    if (shown) light(shown, false);
    shown = structure || (cards.length === 1 ? structures.get(cards[0].dataset.id) : null);
    if (structure) light(structure, true);
    accuracySource();
  };
  const arrange = () => {
    gather();
    const groups = [];
    for (const structure of [...known.values()].sort((a, b) => Number(!!b.main) - Number(!!a.main) || Number(!!b.card) - Number(!!a.card))) {
      const at = map.project(structure.at);
      if (at.x < -60 || at.y < -60 || at.x > box.clientWidth + 60 || at.y > box.clientHeight + 60) continue;
      const near = groups.find(group => Math.hypot(group.at.x - at.x, group.at.y - at.y) < 34);
      if (near) near.all.push(structure); else groups.push({ at, all: [structure] });
    }
    const key = groups.map(group => group.all.map(structure => structure.id).join(' ')).join('|');
    if (key === arrange.last) return;
    arrange.last = key;
    for (const { marker } of markers) marker.remove();
    markers = groups.map(({ all: group }) => {
      const first = group[0];
      const pin = element('button', `pin${first.main && group.length === 1 ? ' main' : ''}${group.length > 1 ? ' many' : ''}`);
      pin.type = 'button';
      const disc = element('span', `disc${first.approximate && group.length === 1 ? ' approximate' : ''}${group.some(structure => structure.main) ? ' main' : ''}`);
      disc.append(group.length > 1 ? element('span', '', String(group.length)) : sign(first));
      pin.append(disc);
      pin.setAttribute('aria-label', group.length > 1 ? `${group.length} ${box.dataset.here}` : first.name);
      pin.addEventListener('click', event => { event.stopPropagation(); open(group); });
      lightFrom(pin, () => group);
      return { group, pin, marker: new maplibregl.Marker({ element: pin }).setLngLat(first.at).addTo(map) };
    });
    pinPlaces = {
      type: 'FeatureCollection',
      features: markers.map(({ group }) => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: group[0].at } })),
    };
    const source = map.getSource('pins');
    if (source) source.setData(pinPlaces);
  };
  map.on('idle', arrange);
  map.on('moveend', arrange);
  arrange();
  for (const structure of structures.values()) {
    lightFrom(structure.card, () => [structure]);
  }
  return structure => {
    map.jumpTo({ center: structure.at, zoom: Math.max(map.getZoom(), structure.approximate ? 10.5 : 14) });
    map.once('idle', () => { arrange(); open([structure]); });
  };
};

const none = () => {
  box.hidden = true;
  if (part) withdraw(part);
  for (const button of document.querySelectorAll('.show')) button.hidden = true;
};
let loading = null;
const loaded = () => {
  loading ??= (async () => {
    const [answer] = await Promise.all([fetch('/assets/pictograms.svg'), library()]);
    shapes = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml');
    box.hidden = false;
    return start();
  })().catch(none);
  return loading;
};
if (document.createElement('canvas').getContext('webgl2')) {
  for (const structure of structures.values()) {
    const button = structure.card.querySelector('.show');
    if (!button) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      reveal(part || box);
      (part || box).scrollIntoView({ block: 'nearest', behavior: calm.matches ? 'auto' : 'smooth' });
      const show = await loaded();
      if (show) show(structure);
    });
  }
  const sight = new IntersectionObserver(entries => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    sight.disconnect();
    loaded();
  });
  sight.observe(picture || box);
} else {
  none();
}
