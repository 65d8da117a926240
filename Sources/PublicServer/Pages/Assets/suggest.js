// Suggestions of places while a person types: a combobox with a list and manual selection, after the pattern of the ARIA
// Authoring Practices. The text is sent in the body of a request, so that it stands in no address.
const DELAY = 200;
const SHORTEST = 2;

const element = (name, attributes = {}, text = '') => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

const enhance = field => {
  const { suggest, suggestions, found, foundOne, none } = field.dataset;
  const hidden = name => field.form.elements[name]
    ?? field.form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name }));
  const [at, placed] = ['at', 'placed'].map(hidden);
  const list = element('div', { role: 'listbox', id: `${field.id}-list`, 'aria-label': suggestions, class: 'suggestions' });
  list.hidden = true;
  const status = element('p', { role: 'status', class: 'aside' });
  field.after(list, status);
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  })) field.setAttribute(name, value);

  let options = [];
  let active = -1;
  let timer = 0;
  let request = null;

  const mark = index => {
    active = index;
    options.forEach(({ row }, at) => row.setAttribute('aria-selected', at === index));
    if (index < 0) { field.removeAttribute('aria-activedescendant'); return; }
    field.setAttribute('aria-activedescendant', options[index].row.id);
    options[index].row.scrollIntoView({ block: 'nearest' });
  };
  const close = () => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const open = () => {
    if (!options.length) return;
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
  };
  const accept = index => {
    const { text, position } = options[index];
    field.value = text;
    // The position belongs to the text only as long as it is unchanged.
    placed.value = text;
    at.value = position;
    status.textContent = '';
    options = [];
    close();
    field.focus();
  };
  const show = groups => {
    options = [];
    list.replaceChildren(...groups.map(({ municipality, places }, number) => {
      const group = element('div', { role: 'group', 'aria-labelledby': `${list.id}-${number}` });
      // One place has its municipality beside it, several have it above them.
      const isAlone = places.length === 1;
      group.append(element('div', { id: `${list.id}-${number}`, role: 'presentation', class: isAlone ? 'aside' : 'group' }, municipality));
      for (const { name, text, position } of places) {
        const index = options.length;
        const row = element('div', { role: 'option', id: `${list.id}-${number}-${index}`, 'aria-selected': 'false' });
        row.append(element('span', {}, name));
        if (isAlone) row.append(element('span', { class: 'muted' }, municipality));
        // The field keeps the focus.
        row.addEventListener('mousedown', event => event.preventDefault());
        row.addEventListener('click', () => accept(index));
        options.push({ row, text, position });
        group.append(row);
      }
      return group;
    }));
    const count = options.length;
    status.textContent = count === 0 ? none : count === 1 ? foundOne : found.replace('#', count);
    if (count) { mark(-1); open(); } else close();
  };
  const ask = async () => {
    request?.abort();
    const mine = new AbortController();
    request = mine;
    try {
      const answer = await fetch(suggest, {
        method: 'POST', body: new URLSearchParams({ q: field.value }), signal: mine.signal, cache: 'no-store',
      });
      // Without an answer the field is what it is without scripts.
      if (answer.ok && !mine.signal.aborted) show((await answer.json()).groups); else close();
    } catch {
      if (!mine.signal.aborted) close();
    }
  };

  field.addEventListener('input', event => {
    close();
    if (event.isComposing || field.value.trim().length < SHORTEST) { options = []; status.textContent = ''; return; }
    timer = setTimeout(ask, DELAY);
  });
  field.addEventListener('keydown', event => {
    if (event.isComposing) return;
    const isOpen = !list.hidden;
    const last = options.length - 1;
    if (event.key === 'Escape') {
      if (isOpen) close(); else if (field.value) { field.value = ''; options = []; status.textContent = ''; } else return;
    } else if (event.key === 'ArrowDown' && last >= 0) {
      open();
      if (!event.altKey) mark(active >= last ? 0 : active + 1);
    } else if (event.key === 'ArrowUp' && event.altKey && isOpen) {
      close();
    } else if (event.key === 'ArrowUp' && last >= 0) {
      open();
      mark(active <= 0 ? last : active - 1);
    } else if (event.key === 'Enter' && isOpen && active >= 0) {
      accept(active);
    } else {
      // Any other key belongs to the text.
      if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) mark(-1);
      return;
    }
    event.preventDefault();
  });
  field.addEventListener('blur', close);
};

for (const field of document.querySelectorAll('[data-suggest]')) enhance(field);
