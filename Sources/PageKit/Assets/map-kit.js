// What every map of the pages has: the library, the style of the dataset, and nothing of other servers.
const dark = matchMedia('(prefers-color-scheme: dark)');

export const element = (name, classes, text) => {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
};
export const load = (name, attributes) => new Promise((resolve, reject) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.onload = resolve;
  made.onerror = reject;
  document.head.append(made);
});

// A ring of `metres` around a point, as GeoJSON.
export const ring = ([lon, lat], metres) => {
  const points = [];
  for (let step = 0; step <= 72; step += 1) {
    const angle = step * Math.PI / 36;
    points.push([
      lon + metres * Math.cos(angle) / (111320 * Math.cos(lat * Math.PI / 180)), lat + metres * Math.sin(angle) / 110540,
    ]);
  }
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [points] } };
};

// The library is large, so it is loaded when a map comes into sight or somebody asks for it.
export const library = () => Promise.all([
  load('link', { rel: 'stylesheet', href: '/assets/maplibre-gl.css' }), load('script', { src: '/assets/maplibre-gl.js' }),
]);

// The address of the style for the map in an element.
export const styleOf = (look, holder) => {
  const lang = holder.dataset.lang === 'el' ? 'el' : 'en';
  return `/styles/${look}.json?lang=${lang}${holder.dataset.coverage ? `&${holder.dataset.coverage}` : ''}`;
};

// A map in an element that names its style and its words. `view` says what it shows first.
export const make = (holder, view) => {
  const style = () => styleOf(dark.matches ? 'dark' : 'light', holder);
  let shown = style();
  const { zoomIn, zoomOut, label, close, wheel, touch } = holder.dataset;
  const map = new maplibregl.Map({
    container: holder, style: shown, attributionControl: false,
    // The content policy allows requests only to this host, whatever address the style contains.
    transformRequest: name => {
      const { pathname, search } = new URL(name, location.href);
      return { url: location.origin + pathname + search };
    },
    cooperativeGestures: true, maxZoom: 17, dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0,
    locale: {
      'NavigationControl.ZoomIn': zoomIn, 'NavigationControl.ZoomOut': zoomOut, 'Map.Title': label, 'Popup.Close': close,
      'CooperativeGesturesHandler.WindowsHelpText': wheel, 'CooperativeGesturesHandler.MacHelpText': wheel,
      'CooperativeGesturesHandler.MobileHelpText': touch,
    },
    ...view,
  });
  map.touchZoomRotate.disableRotation();
  map.once('idle', () => { holder.dataset.drawn = ''; });
  map.on('error', () => {});
  // A style that is replaced while it loads aborts its requests, which the library reports as an error.
  const follow = () => {
    if (style() === shown) return;
    if (!map.isStyleLoaded()) {
      map.once('idle', follow);
      return;
    }
    shown = style();
    map.setStyle(shown, { diff: false });
  };
  dark.addEventListener('change', follow);
  return map;
};
