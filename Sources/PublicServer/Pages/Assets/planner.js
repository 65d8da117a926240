'use strict';
(() => {
  // A question that takes longer than a moment says so.
  const form = document.querySelector('.planner form');
  const progress = document.querySelector('.progress');
  if (form && progress) {
    let timer = 0;
    form.addEventListener('submit', () => { timer = setTimeout(() => { progress.textContent = progress.dataset.words; }, 300); });
    addEventListener('pageshow', () => {
      clearTimeout(timer);
      progress.textContent = '';
    });
  }

  const table = document.querySelector('.figures[data-sortable]');
  if (!table) return;
  const body = table.tBodies[0];
  const keep = (name, value) => {
    const address = new URL(location.href);
    address.searchParams.set(name, value);
    history.replaceState(history.state, '', address);
  };

  // Buttons sort the rows where links would load the page again.
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const link = head.querySelector('a');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = link.textContent;
    link.replaceWith(button);
    button.addEventListener('click', () => {
      const before = head.getAttribute('aria-sort');
      const falls = before ? before === 'ascending' : column > 0;
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
      const value = row => column ? Number(row.cells[column].dataset.value) : row.cells[0].dataset.value;
      const compare = (a, b) => value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0;
      body.append(...[...body.rows].sort((a, b) => falls ? compare(b, a) : compare(a, b)));
      keep('sort', `${falls ? '-' : ''}${head.dataset.key}`);
    });
  });

  // A municipality in the table and on the maps.
  const box = document.getElementById('map');
  if (!box || !document.createElement('canvas').getContext('webgl2')) return;
  const picked = document.querySelector('.picked');
  const maps = [];
  let chosen = body.querySelector('[aria-current]');
  const filter = () => ['==', 'code', chosen ? chosen.dataset.code : ''];
  const go = () => {
    if (!chosen || !chosen.dataset.bounds || !maps.length) return;
    const [west, south, east, north] = chosen.dataset.bounds.split(',').map(Number);
    maps[0].fitBounds([[west, south], [east, north]], { padding: 24, duration: 0 });
  };
  const pick = row => {
    if (chosen) chosen.removeAttribute('aria-current');
    chosen = row;
    chosen.setAttribute('aria-current', 'true');
    for (const map of maps) if (map.getLayer('chosen')) map.setFilter('chosen', filter());
    const link = document.createElement('a');
    link.href = `#${chosen.id}`;
    link.textContent = chosen.cells[0].textContent;
    picked.replaceChildren(picked.dataset.words, ' ', link);
    keep('municipality', chosen.dataset.code);
  };
  body.addEventListener('click', event => {
    const link = event.target.closest('th a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pick(link.closest('tr'));
    box.closest('.coverage-map').scrollIntoView({ block: 'start' });
    go();
  });
  const join = map => {
    maps.push(map);
    const colour = () => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim();
    const mark = () => map.addLayer({
      id: 'chosen', type: 'line', source: 'municipalities', 'source-layer': 'municipalities', filter: filter(),
      paint: { 'line-color': colour(), 'line-width': 3 },
    });
    map.on('style.load', mark);
    map.on('click', event => {
      const [found] = map.queryRenderedFeatures(event.point, { layers: ['land'] });
      const row = found && [...body.rows].find(row => row.dataset.code === found.properties.code);
      if (row) pick(row);
    });
  };

  // The second state has a map of its own that moves with the first.
  const beside = document.querySelector('.second-map');
  const second = (first, make) => {
    beside.hidden = false;
    const map = make(beside, { center: first.getCenter(), zoom: first.getZoom() });
    const follow = (leader, other) => leader.on('move', event => {
      if (!event.follows) other.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() }, { follows: true });
    });
    follow(first, map);
    follow(map, first);
    join(map);
  };
  box.addEventListener('mapmade', ({ detail: { map, make } }) => {
    join(map);
    go();
    if (beside) second(map, make);
  });
})();
