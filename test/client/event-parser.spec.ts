import fc from 'fast-check';
import { EventParser, type ServerSentEvent } from '../../libs/client/src/events/event-parser.js';

function parse(...pieces: string[]): ServerSentEvent[] {
  const parser = new EventParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

/** The stream in pieces that end at the given places. */
function cutAt(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map((place) => place % (text.length + 1)))].sort(
    (one, other) => one - other,
  );
  return [0, ...ends].map((start, index) => text.slice(start, ends[index]));
}

describe('EventParser', () => {
  it.each<[string, string, ServerSentEvent[]]>([
    ['an event', 'id: 2\nevent: state\ndata: {}\n\n', [{ type: 'state', data: '{}', id: '2' }]],
    ['an event without a type', 'data: a\n\n', [{ type: 'message', data: 'a', id: '' }]],
    ['data of several lines', 'data: a\ndata:\ndata: b\n\n', [{ type: 'message', data: 'a\n\nb', id: '' }]],
    ['one blank after the colon', 'data:  a: b\n\n', [{ type: 'message', data: ' a: b', id: '' }]],
    ['a field without a colon', 'data\n\n', [{ type: 'message', data: '', id: '' }]],
    [
      'an id that goes on',
      'id: 1\ndata: a\n\ndata: b\n\n',
      [
        { type: 'message', data: 'a', id: '1' },
        { type: 'message', data: 'b', id: '1' },
      ],
    ],
    ['no id with a NUL', 'id: 1\nid: 2\0\ndata: a\n\n', [{ type: 'message', data: 'a', id: '1' }]],
    [
      'signs of life and what it does not know',
      ':\n\nretry: 2000\n\n: hm\nodd: x\ndata: a\n\n',
      [{ type: 'message', data: 'a', id: '' }],
    ],
    [
      'no event without data',
      'event: state\nid: 7\n\ndata: a\n\n',
      [{ type: 'message', data: 'a', id: '7' }],
    ],
    ['no event that is not ended', 'data: a\n\ndata: b\n', [{ type: 'message', data: 'a', id: '' }]],
  ])('reads %s', (_, text, events) => {
    expect(parse(text)).toEqual(events);
  });

  it('reads the same in whatever pieces it comes, and whatever ends its lines', () => {
    const words = fc.string({ unit: fc.constantFrom('a', ':', ' ', '{', '"', 'é', '\u{1f600}', '\u2028') });
    const events = fc.array(
      fc.record({ id: fc.nat(), type: fc.constantFrom('state', 'progress'), data: words }),
      {
        maxLength: 6,
      },
    );
    const endings = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(events, endings, fc.array(fc.nat({ max: 10_000 })), (sent, ending, places) => {
        const text = sent
          .map(({ id, type, data }) => `id: ${id}\nevent: ${type}\n:\ndata: ${data}\n\n`)
          .join('')
          .replaceAll('\n', ending);
        // a CR at the very end may be the half of a CRLF that is still to come
        const read = parse(...cutAt(text, places), ':');
        expect(read).toEqual(sent.map(({ id, type, data }) => ({ id: String(id), type, data })));
      }),
    );
  });
});
