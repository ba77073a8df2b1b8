import type { Tag } from './exif-block.js';

/** A position as receivers write it: degrees, minutes and hundredths of seconds, each a fraction. */
export function gpsTags(
  latitude: string,
  longitude: string,
  altitude?: { ref: number; metres: number },
): readonly Tag[] {
  return [
    ...angle(1, latitude),
    ...angle(3, longitude),
    ...(altitude === undefined
      ? []
      : ([
          { id: 5, type: 'byte', value: [altitude.ref] },
          { id: 6, type: 'rational', value: [[Math.round(altitude.metres * 100), 100]] },
        ] as const)),
  ];
}

/** Writes "33 51 25.5 S" as the reference tag with a number and the angle tag behind it. */
function angle(referenceId: number, text: string): readonly Tag[] {
  const [degrees = '', minutes = '', seconds = '', reference = ''] = text.split(' ');
  return [
    { id: referenceId, type: 'ascii', value: reference },
    {
      id: referenceId + 1,
      type: 'rational',
      value: [
        [Number(degrees), 1],
        [Number(minutes), 1],
        [Math.round(Number(seconds) * 100), 100],
      ],
    },
  ];
}
