'use strict';
// The page works without this: facts and words are anchors to each other. This adds one filing at a time, a selection
// that lights all the words of a fact, keys, and the filter.
(() => {
  const root = document.documentElement;
  const body = document.body;
  const byId = (id) => document.getElementById(id);
  const live = byId('live');
  const keys = byId('keys');
  const index = byId('index');
  const filings = [...document.querySelectorAll('.filing')];
  const several = filings.length !== 1;
  const narrow = matchMedia('screen and (max-width: 56rem)');
  const title = document.title;
  let current = several ? null : filings[0];
  let picked = null; // the fact, or the figure that no fact claims, that is selected
  let origin = null; // where Escape goes back to from the words

  root.classList.add('live');
  body.dataset.pane = 'facts';
  if (current) body.classList.add('reading');

  // -- what is shown

  function pane(name) {
    body.dataset.pane = name;
    for (const button of document.querySelectorAll('.panes button')) {
      button.setAttribute('aria-pressed', String(button.dataset.pane === name));
    }
  }

  function show(filing) {
    if (filing === current) return;
    clear();
    if (current) current.classList.remove('shown');
    current = filing;
    if (index) index.classList.toggle('away', filing !== null);
    body.classList.toggle('reading', filing !== null);
    if (filing) {
      filing.classList.add('shown');
      pane('facts');
      scrollTo(0, 0);
      begin();
    }
    document.title = filing ? filing.querySelector('h2').textContent : title;
  }

  // The cover says little: the text begins at the first item, unless it has been moved.
  function begin() {
    const text = current.querySelector('.text');
    const item = text.querySelector('.part.item');
    if (!item || narrow.matches || text.scrollTop) return;
    const bar = text.querySelector('nav').offsetHeight;
    text.scrollTop = item.getBoundingClientRect().top - text.getBoundingClientRect().top - bar;
  }

  function remember(id, push) {
    const hash = '#' + id;
    if (location.hash === hash) return;
    try {
      history[push ? 'pushState' : 'replaceState'](null, '', hash);
    } catch {
      // A page that has no address of its own keeps none.
    }
  }

  // -- facts and words

  const words = (fact) => [...current.querySelectorAll(`.m[data-k~="${fact.dataset.k}"]`)];
  const link = (fact) => fact.querySelector('.go');
  const leads = (mark, fact) => (mark.dataset.c || '').split(' ').includes(fact.dataset.k);
  const firstWord = (fact, marks) => marks.find((mark) => leads(mark, fact)) || marks[0];

  function clear() {
    if (!picked) return;
    for (const mark of current.querySelectorAll('.m.on')) mark.classList.remove('on', 'key');
    for (const block of current.querySelectorAll('.here')) block.classList.remove('here');
    picked.classList.remove('picked');
    link(picked).removeAttribute('aria-current');
    picked = null;
  }

  function reveal(element) {
    const box = element.closest(narrow.matches ? 'html' : '.facts, .text');
    const frame = narrow.matches ? { top: 0, height: innerHeight } : box.getBoundingClientRect();
    const place = element.getBoundingClientRect();
    const above = frame.top + Math.min(110, frame.height / 4);
    const below = frame.top + frame.height - Math.min(80, frame.height / 5);
    if (place.top >= above && place.bottom <= below) return;
    box.scrollBy({ top: place.top - frame.top - frame.height / 3, behavior: 'instant' });
  }

  function told(fact, marks) {
    const said = link(fact).innerText.replace(/\s+/g, ' ').trim();
    const meta = fact.querySelector('.meta').innerText.replace(/\s+/g, ' ').trim();
    return `${said}. ${meta}. ${marks.length ? '' : 'No words of the filing are shown for it.'}`;
  }

  function pick(fact, { push = true, focus = 'none' } = {}) {
    show(fact.closest('.filing'));
    clear();
    picked = fact;
    fact.classList.add('picked');
    link(fact).setAttribute('aria-current', 'true');
    const marks = words(fact);
    for (const mark of marks) {
      mark.classList.add('on');
      mark.classList.toggle('key', leads(mark, fact));
      const block = mark.closest('[data-n]');
      if (block) block.classList.add('here');
    }
    const word = firstWord(fact, marks);
    if (narrow.matches) pane(focus === 'words' && word ? 'text' : 'facts');
    if (word && (!narrow.matches || focus === 'words')) reveal(word);
    if (focus !== 'words' || !narrow.matches) reveal(fact);
    if (focus === 'words' && word) word.focus({ preventScroll: true });
    if (focus === 'fact') link(fact).focus({ preventScroll: true });
    live.textContent = told(fact, marks);
    remember(fact.id, push);
  }

  function toWords(fact, from, byKey) {
    origin = from;
    pick(fact, { focus: byKey || narrow.matches ? 'words' : 'none' });
  }

  function toFact(mark, byKey) {
    const ids = mark.dataset.k.split(' ');
    const next = picked ? ids[(ids.indexOf(picked.dataset.k) + 1) % ids.length] : ids[0];
    const fact = current.querySelector(`.pick[data-k="${next}"]`);
    if (!fact) return;
    origin = null;
    pick(fact, { focus: byKey && ids.length < 2 ? 'fact' : 'none' });
    if (byKey && ids.length > 1) mark.focus({ preventScroll: true });
  }

  function follow(event) {
    const anchor = event.target.closest('a[href^="#"]');
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const byKey = event.detail === 0;
    if (anchor.matches('.m')) {
      event.preventDefault();
      toFact(anchor, byKey);
    } else if (anchor.matches('.go')) {
      event.preventDefault();
      toWords(anchor.closest('.pick'), anchor, byKey);
    } else if (anchor.matches('.ref')) {
      event.preventDefault();
      const fact = byId(anchor.hash.slice(1));
      if (fact) toWords(fact, anchor, byKey);
    }
  }

  // -- addresses: #f3 is a filing, #f3-d1.amount.2 a fact, #f3-d1.amount.2.q1 its words

  function address() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return '';
    }
  }

  function route() {
    const id = address();
    const target = id ? byId(id) : null;
    const filing = target && target.closest('.filing');
    if (!filing) {
      if (several && (!id || id === 'index')) show(null);
      return;
    }
    const fact = byId(id.replace(/\.q\d+$/, ''));
    if (fact && fact.matches('.pick')) {
      pick(fact, { push: false, focus: id === fact.id ? 'none' : 'words' });
      return;
    }
    show(filing);
    if (target === filing) {
      filing.querySelector('.facts').focus({ preventScroll: true });
    } else if (narrow.matches && target.closest('.text')) {
      pane('text');
    }
    if (target !== filing) target.scrollIntoView();
  }

  // -- keys

  function step(by) {
    const rows = current
      ? [...current.querySelectorAll('.pick')]
      : [...index.querySelectorAll('tbody tr:not([hidden]) a')];
    if (!rows.length) return;
    const here = current ? (picked ? rows.indexOf(picked) : -1) : rows.indexOf(document.activeElement);
    const next = rows[here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + by))];
    if (current) {
      origin = null;
      pick(next, { push: false, focus: 'fact' });
    } else {
      next.focus();
    }
  }

  function back() {
    if (!current) return;
    const inText = document.activeElement.closest('.text') || (narrow.matches && body.dataset.pane === 'text');
    if (picked && inText) {
      pane('facts');
      const place = origin && origin.isConnected ? origin : link(picked);
      reveal(place);
      place.focus({ preventScroll: true });
      origin = null;
    } else if (picked) {
      clear();
      live.textContent = 'Nothing selected';
      remember(current.id, false);
    } else if (several) {
      const id = current.id;
      location.hash = '#index';
      show(null);
      const row = index.querySelector(`a[href="#${id}"]`);
      if (row) row.focus();
    }
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const typing = event.target.matches('input, select, textarea');
    if (event.key === 'Escape') {
      if (typing) event.target.blur();
      else back();
    } else if (typing) {
      return;
    } else if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === '?') keys.showModal();
    else if (event.key === '/' && !current && byId('filter')) {
      byId('filter').focus();
      event.preventDefault();
    } else if (event.key === 'Enter' && picked && !event.target.closest('a, button')) {
      toWords(picked, link(picked), true);
    }
  }

  // -- the filter

  function filter() {
    const asked = byId('filter');
    const chosen = { types: byId('type'), actions: byId('action') };
    const found = byId('found');
    const rows = [...index.querySelectorAll('tbody tr')];
    const texts = new Map();
    const text = (row) => {
      if (!texts.has(row)) {
        texts.set(row, `${row.textContent} ${byId(row.dataset.f).textContent}`.toLowerCase().replace(/\s+/g, ' '));
      }
      return texts.get(row);
    };
    const apply = () => {
      const terms = asked.value.toLowerCase().match(/"[^"]+"|\S+/g) || [];
      const needles = terms.map((term) => term.replace(/"/g, ''));
      let count = 0;
      for (const row of rows) {
        const kinds = Object.entries(chosen).every(
          ([name, select]) => !select.value || row.dataset[name].split(' ').includes(select.value),
        );
        row.hidden = !(kinds && needles.every((needle) => text(row).includes(needle)));
        count += row.hidden ? 0 : 1;
      }
      found.textContent = count === rows.length ? `${count} filings` : `${count} of ${rows.length} filings`;
    };
    asked.addEventListener('focus', () => rows.forEach(text), { once: true });
    for (const control of [asked, ...Object.values(chosen)]) control.addEventListener('input', apply);
    if (asked.value || chosen.types.value || chosen.actions.value) apply();
  }

  // -- everything together

  document.addEventListener('click', follow);
  document.addEventListener('keydown', key);
  addEventListener('hashchange', route);
  addEventListener('popstate', route);
  byId('help').addEventListener('click', () => keys.showModal());
  for (const button of document.querySelectorAll('.panes button')) {
    button.addEventListener('click', () => {
      pane(button.dataset.pane);
      const mark = picked && button.dataset.pane === 'text' && firstWord(picked, words(picked));
      if (mark) reveal(mark);
    });
  }
  if (several && filings.length) filter();
  if (current) begin();
  route();
})();
