// The map of a closure's form: each press adds a position to the list, which is drawn as points, line or area. The list can be
// edited as text too. Without WebGL or the library the list remains.
import { library, make, ring } from '/assets/map-kit.js';

const box = document.getElementById('map');
const list = document.getElementById('positions');
const shape = document.getElementById('shape');
const radius = document.getElementById('radius');
// The positions of the list; lines that are none are left out.
const positions = () => list.value.split('\n').map(line => line.trim().split(/[\s,;]+/).map(Number))
  .filter(([lon, lat, ...more]) => more.length === 0 && Math.abs(lon) <= 180 && Math.abs(lat) <= 90);
const drawn = () => {
  const all = positions();
  const features = all.map(at => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: at } }));
  const add = geometry => features.push({ type: 'Feature', properties: {}, geometry });
  if (shape.value === 'line' && all.length > 1) add({ type: 'LineString', coordinates: all });
  if (shape.value === 'area' && all.length > 2) add({ type: 'Polygon', coordinates: [[...all, all[0]]] });
  const metres = Number(radius.value.replace(',', '.'));
  if (shape.value === 'points' && metres > 0) for (const at of all) features.push(ring(at, metres));
  return { type: 'FeatureCollection', features };
};

const start = () => {
  box.hidden = false;
  document.getElementById('map-hint').hidden = false;
  const [west, south, east, north] = (box.dataset.bounds || '19,34,29,42').split(',').map(Number);
  const [first] = positions();
  const map = make(box, first ? { center: first, zoom: 13 } : { bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 12 } });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new maplibregl.AttributionControl({ compact: true }), 'bottom-right');
  const show = () => {
    const source = map.getSource('drawing');
    if (source) source.setData(drawn());
  };
  map.on('style.load', () => {
    const colour = getComputedStyle(document.documentElement).getPropertyValue('--danger').trim() || '#b3261e';
    map.addSource('drawing', { type: 'geojson', data: drawn() });
    map.addLayer({ id: 'drawing-area', type: 'fill', source: 'drawing', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colour, 'fill-opacity': 0.15 } });
    map.addLayer({ id: 'drawing-line', type: 'line', source: 'drawing', filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': colour, 'line-width': 3 } });
    map.addLayer({ id: 'drawing-point', type: 'circle', source: 'drawing', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-color': colour, 'circle-radius': 5 } });
  });
  const lines = () => list.value.split('\n').filter(line => line.trim());
  map.on('click', ({ lngLat }) => {
    // A road that was chosen by its number is replaced by what is drawn.
    if (shape.value === 'ways') shape.value = 'points';
    list.value = [...lines(), `${lngLat.lng.toFixed(6)},${lngLat.lat.toFixed(6)}`].join('\n');
    show();
  });
  document.getElementById('map-undo').addEventListener('click', () => {
    list.value = lines().slice(0, -1).join('\n');
    show();
  });
  for (const field of [list, shape, radius]) field.addEventListener('change', show);
};

if (box && document.createElement('canvas').getContext('webgl2')) library().then(start).catch(() => { box.hidden = true; });
