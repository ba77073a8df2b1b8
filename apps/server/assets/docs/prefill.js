// Makes "Execute" work at once: fills every empty file input with the sample picture, and every empty field for the
// id of a job with that of the last job that an answer on this page told.
/* global document, DataTransfer, Event, File, HTMLInputElement, MutationObserver, fetch */

const sample = fetch('/docs/sample.png')
  .then((answer) => answer.blob())
  .then((blob) => new File([blob], 'sample.png', { type: 'image/png' }));

const offered = new WeakSet();
let lastJob = null;

/** Watches the page for fields to fill. */
export function prefill() {
  new MutationObserver(fillAll).observe(document.body, { childList: true, subtree: true });
}

/** Takes note of the job that an answer of the server tells. */
export function remember(response) {
  const told = response.obj?.job_id;
  if (typeof told === 'string') lastJob = told;
  return response;
}

function fillAll() {
  document
    .querySelector('.operation-filter-input')
    ?.setAttribute('placeholder', 'Search routes, verbs and words');
  for (const input of document.querySelectorAll('input[type=file]')) fillFile(input);
  for (const input of document.querySelectorAll('tr[data-param-name=id] input[type=text]')) fillJob(input);
}

async function fillFile(input) {
  if (offered.has(input)) return;
  offered.add(input); // once: whoever empties it wants it empty
  const transfer = new DataTransfer();
  transfer.items.add(await sample);
  if (input.files.length > 0) return;
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function fillJob(input) {
  if (lastJob === null || offered.has(input) || input.value !== '') return;
  offered.add(input);
  // React hears of a value only when it is set past its own setter.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, lastJob);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
