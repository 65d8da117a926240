// Tabs over parts of a page (the pattern of the ARIA Authoring Practices, activated by focus). Where the style hides the
// tabs, as on a wide window, all parts show.
const bars = [...document.querySelectorAll('.tabs')].map(list => {
  const tabs = [...list.querySelectorAll('a')].map(link => ({ link, part: document.getElementById(link.hash.slice(1)) }));
  return { list, tabs, shown: 0 };
}).filter(({ tabs }) => tabs.every(({ part }) => part));

const arrange = bar => {
  const isUsed = getComputedStyle(bar.list).display !== 'none';
  const set = (element, values) => {
    for (const [name, value] of Object.entries(values)) {
      if (isUsed) element.setAttribute(name, value); else element.removeAttribute(name);
    }
  };
  set(bar.list, { role: 'tablist' });
  bar.tabs.forEach(({ link, part }, at) => {
    const isShown = at === bar.shown;
    link.id ||= `tab-${part.id}`;
    set(link.parentElement, { role: 'presentation' });
    set(link, { role: 'tab', 'aria-selected': isShown, 'aria-controls': part.id, tabindex: isShown ? 0 : -1 });
    set(part, { role: 'tabpanel', 'aria-labelledby': link.id });
    part.hidden = isUsed && !isShown;
  });
};

// Shows the part that holds an element.
export const reveal = element => {
  for (const bar of bars) {
    const at = bar.tabs.findIndex(({ part }) => part.contains(element));
    if (at < 0 || at === bar.shown) continue;
    bar.shown = at;
    arrange(bar);
  }
};

// Takes a part out of the page together with its tabs.
export const withdraw = part => {
  for (const bar of bars) {
    if (!bar.tabs.some(tab => tab.part === part)) continue;
    bar.list.hidden = true;
    arrange(bar);
    // It stays away when the window changes.
    bar.tabs = bar.tabs.filter(tab => tab.part !== part);
  }
  part.hidden = true;
};

for (const bar of bars) {
  const choose = at => {
    bar.shown = at;
    arrange(bar);
    bar.tabs[at].link.focus({ preventScroll: true });
    // Kept in the address, so that loading the page again and going back show the same part.
    history.replaceState(history.state, '', bar.tabs[at].link.hash);
  };
  bar.tabs.forEach(({ link }, at) => {
    link.addEventListener('click', event => { event.preventDefault(); choose(at); });
    link.addEventListener('keydown', event => {
      const last = bar.tabs.length - 1;
      const isRTL = getComputedStyle(bar.list).direction === 'rtl';
      const steps = { ArrowLeft: isRTL ? at + 1 : at - 1, ArrowRight: isRTL ? at - 1 : at + 1, Home: 0, End: last, ' ': at };
      if (!(event.key in steps)) return;
      event.preventDefault();
      choose((steps[event.key] + last + 1) % (last + 1));
    });
  });
  const named = bar.tabs.findIndex(({ link }) => link.hash === location.hash);
  if (named > 0) bar.shown = named;
  new ResizeObserver(() => arrange(bar)).observe(document.documentElement);
  arrange(bar);
}

// A link to something in a part that is not shown shows that part first.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="#"]:not(.tabs a)');
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (target) reveal(target);
});
