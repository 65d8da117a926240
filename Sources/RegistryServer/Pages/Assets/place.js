// The map of a form: a pin that is dragged writes the numbers of the position, and the numbers move the pin. Without WebGL or
// the library the picture and the numbers remain.
import { element, library, make, ring } from '/assets/map-kit.js';

const box = document.getElementById('map');
const field = name => document.getElementById(`position.${name}`);
const places = [...document.querySelectorAll('[name="position.place"]')];
const number = name => {
  const text = field(name).value.trim().replace(',', '.');
  return text === '' ? NaN : Number(text);
};
// Longitude and latitude of the form; null when they are not numbers of degrees.
const position = () => {
  const [lon, lat] = [number('lon'), number('lat')];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
};
const write = ([lon, lat, accuracy]) => {
  for (const [name, value] of [['lon', lon], ['lat', lat], ['accuracyMetres', accuracy ?? '']]) field(name).value = value;
};

const start = () => {
  box.hidden = false;
  document.getElementById('map-hint').hidden = false;
  for (const passed of document.querySelectorAll('form .picture, #map-caption')) passed.hidden = true;
  // A choice moves the pin at once.
  const take = document.querySelector('[name=find][value=place]');
  if (take) take.parentElement.hidden = true;
  const [west, south, east, north] = (box.dataset.bounds || '19,34,29,42').split(',').map(Number);
  const begin = position();
  const map = make(box, begin ? { center: begin, zoom: 15 } : { bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 12 } });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new maplibregl.AttributionControl({ compact: true }), 'bottom-right');
  map.once('idle', () => box.querySelector('.maplibregl-ctrl-attrib').classList.remove('maplibregl-compact-show'));

  const sign = element('span', 'place-pin');
  sign.setAttribute('role', 'img');
  sign.setAttribute('aria-label', box.dataset.pin);
  const marker = new maplibregl.Marker({ element: sign, draggable: true });
  const doubt = () => {
    const at = position();
    return at && number('accuracyMetres') > 0 ? ring(at, number('accuracyMetres')) : { type: 'FeatureCollection', features: [] };
  };
  const show = () => {
    const at = position();
    if (at) marker.setLngLat(at).addTo(map); else marker.remove();
    const source = map.getSource('accuracy');
    if (source) source.setData(doubt());
  };
  map.on('style.load', () => {
    const colour = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
    map.addSource('accuracy', { type: 'geojson', data: doubt() });
    map.addLayer({ id: 'accuracy', type: 'fill', source: 'accuracy', paint: { 'fill-color': colour, 'fill-opacity': 0.1 } });
    map.addLayer({ id: 'accuracy-line', type: 'line', source: 'accuracy', paint: { 'line-color': colour, 'line-width': 1.5, 'line-dasharray': [2, 2] } });
  });
  // What somebody sets by hand is exact, and no longer the place that was found.
  const set = ({ lng, lat }) => {
    write([Number(lng.toFixed(6)), Number(lat.toFixed(6))]);
    for (const place of places) place.checked = false;
    show();
  };
  marker.on('dragend', () => set(marker.getLngLat()));
  map.on('click', event => set(event.lngLat));
  for (const name of ['lon', 'lat', 'accuracyMetres']) {
    field(name).addEventListener('change', () => {
      for (const place of places) place.checked = false;
      show();
      if (position() && !map.getBounds().contains(position())) map.jumpTo({ center: position() });
    });
  }
  for (const place of places) {
    place.addEventListener('change', () => {
      write(place.value.split(' '));
      show();
      map.jumpTo({ center: position(), zoom: Math.max(map.getZoom(), 15) });
    });
  }
  show();
};

if (box && document.createElement('canvas').getContext('webgl2')) library().then(start).catch(() => { box.hidden = true; });
