// Swagger UI's own filter knows the names of tags alone. This one looks at what stands in a row: path, verb, summary.

/** A plugin of Swagger UI: the filter finds operations. */
export function searchEverything() {
  return { fn: { opsFilter: (tags, phrase) => tags.map(keepMatching(phrase)).filter(hasOperations) } };
}

function keepMatching(phrase) {
  const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
  return (tag, name) =>
    tag.update('operations', (operations) =>
      operations.filter((operation) => {
        const text = rowOf(operation, name);
        return words.every((word) => text.includes(word));
      }),
    );
}

function rowOf(operation, tag) {
  const inner = operation.get('operation');
  const said = [inner.get('summary'), inner.get('description'), inner.get('operationId')];
  return [tag, operation.get('method'), operation.get('path'), ...said].join(' ').toLowerCase();
}

function hasOperations(tag) {
  return tag.get('operations').size > 0;
}
