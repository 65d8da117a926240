// What every page does. The larger parts are loaded by the pages that have them.
const byId = id => document.getElementById(id);

// The person's position: requested only after a tap, sent in the form's body, never stored.
const form = byId('search');
const locate = byId('locate');
if (form && locate && 'geolocation' in navigator) {
  const announce = byId('announce');
  locate.hidden = false;
  locate.addEventListener('click', () => {
    announce.textContent = locate.dataset.waiting;
    locate.disabled = true;
    navigator.geolocation.getCurrentPosition(place => {
      const { longitude, latitude, accuracy } = place.coords;
      form.elements.at.value = [longitude.toFixed(5), latitude.toFixed(5), Math.ceil(accuracy)].join();
      form.elements.q.value = '';
      form.elements.placed.value = '';
      form.submit();
    }, error => {
      locate.disabled = false;
      announce.textContent = error.code === error.PERMISSION_DENIED ? locate.dataset.denied : locate.dataset.failed;
      form.elements.q.focus();
    }, { timeout: 15000, maximumAge: 60000 });
  });
}

// The exit of discreet pages: the neutral page replaces this one in the history.
const exit = document.querySelector('.exit a');
if (exit) {
  exit.addEventListener('click', event => {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(exit.href);
  });
}

// In danger, telephone numbers are shown before any answer.
const result = document.querySelector('.finder .danger h2') || byId('result-title');
if (result) {
  result.tabIndex = -1;
  result.focus({ preventScroll: true });
  // What is already in sight stays where it is.
  if (result.getBoundingClientRect().top > innerHeight / 2) result.scrollIntoView({ block: 'start' });
}

// What must be corrected comes first, and each entry leads into its field, which may be in a part that is closed.
const summary = document.querySelector('.error-summary');
if (summary) {
  summary.focus();
  summary.addEventListener('click', event => {
    const field = event.target.hash && document.querySelector(event.target.hash);
    if (!field) return;
    event.preventDefault();
    const closed = field.closest('details:not([open])');
    if (closed) closed.open = true;
    field.focus();
  });
}

if (document.querySelector('.tabs')) import('/assets/tabs.js');
if (document.querySelector('[data-suggest]')) import('/assets/suggest.js');
if (byId('map')) import('/assets/map.js');
// A discreet page leaves nothing on the device, not even the files of the pages.
if (!('discreet' in document.documentElement.dataset) && 'serviceWorker' in navigator && 'caches' in window) import('/assets/keep.js');
