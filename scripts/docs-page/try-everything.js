// Runs in the page at /docs: opens every operation, and sends it with whatever is filled in, in each form of its body.
/* global document, setTimeout, Event, HTMLInputElement, HTMLSelectElement */

(async () => {
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async (find) => {
    for (let tries = 0; tries < 600; tries++) {
      const found = find();
      if (found) return found;
      await sleep(50);
    }
    throw new Error(`waited in vain for ${find}`);
  };
  const set = (element, kind, value) => {
    Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(element, value);
    for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
  };
  const rows = () => [...document.querySelectorAll('.opblock')];
  const nameOf = (row) =>
    `${row.querySelector('.opblock-summary-method').textContent} ${row.querySelector('.opblock-summary-path').dataset.path}`;

  await until(() => rows().length > 0);
  const search = document.querySelector('.operation-filter-input');
  set(search, HTMLInputElement, 'reload');
  await until(() => rows().length < 5);
  const found = rows().map(nameOf);
  set(search, HTMLInputElement, '');
  await until(() => rows().length > 5);

  const sent = [];
  const send = async (row, form) => {
    row.querySelector('.btn-clear')?.click();
    await until(() => !row.querySelector('.live-responses-table'));
    await sleep(400); // the sample is put in as soon as it is fetched
    row.querySelector('.execute').click();
    const status = await until(() =>
      row.querySelector('.live-responses-table .response .response-col_status'),
    );
    sent.push([`${nameOf(row)} ${form}`.trim(), status.textContent.trim().slice(0, 3)]);
  };
  for (const row of rows()) {
    row.querySelector('.opblock-summary-control').click();
    await until(() => row.querySelector('.execute'));
    const select = row.querySelector('.opblock-section-request-body .content-type');
    const forms = select === null ? [''] : [...select.options].map(({ value }) => value);
    for (const form of forms) {
      if (form !== '') set(select, HTMLSelectElement, form);
      await send(row, form);
    }
    row.querySelector('.opblock-summary-control').click();
  }
  return { found, sent };
})();
