/** One picture sent to one plugin. */
export interface DemoCall {
  readonly sample: string;
  readonly plugin: string;
  /** What its result, as JSON text, must hold; null where the plugin has nothing to find in this picture. */
  readonly expected: RegExp | null;
}

/** What each plugin must find in each picture it is made for. */
const MUST_FIND: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  barcode: {
    'qr-tiny.png': /"format":"QR_CODE","text":"GATEHOUSE"/,
    'barcode-ean13.jpg': /"format":"EAN_13","text":"4006381333931"/,
    'barcode-several.png': /"format":"DATA_MATRIX".*"format":"QR_CODE".*"format":"AZTEC"/,
  },
  ocr: {
    'page-letter.png': /Harbour Office, Pier Nine/,
    'page-photographed.jpg': /Harbour Office, Pier Nine/,
    'page-on-its-side.jpg': /Harbour Office, Pier Nine/,
  },
  palette: {
    'photo-harbour.jpg': /"tone":"light"/,
    'qr-tiny.png': /"name":"white".*"name":"black"/,
  },
  quality: {
    'photo-harbour.jpg': /"issues":\[\]/,
    'page-letter.png': /"issues":\[\]/,
  },
  similarity: {
    'photo-harbour.jpg': /"hash":"c6c2196cc6916de60000000c74320c00"/,
  },
  detect: {
    'photo-astronaut.jpg': /"label":"person"/,
    'photo-officer.jpg': /"label":"person".*"label":"tie"/,
  },
  faces: {
    'photo-astronaut.jpg': /"landmarks":\{"right_eye"/,
    'photo-officer.jpg': /"landmarks":\{"right_eye"/,
  },
  metadata: {
    'photo-harbour.jpg': /"gps":\{"latitude":59\.3294722,"longitude":18\.0688611/,
  },
};

/** What must hold of every picture. */
const OF_EVERY_PICTURE: Readonly<Record<string, RegExp>> = { metadata: /"width":\d+,"height":\d+/ };

/** Every picture with every plugin, the pictures in turn. */
export function demoCalls(samples: readonly string[], plugins: readonly string[]): DemoCall[] {
  return samples.flatMap((sample) =>
    plugins.map((plugin) => ({
      sample,
      plugin,
      expected: MUST_FIND[plugin]?.[sample] ?? OF_EVERY_PICTURE[plugin] ?? null,
    })),
  );
}

/** What must be found but was in no call: a picture or a plugin that is not there. */
export function missingCalls(calls: readonly DemoCall[]): string[] {
  return Object.entries(MUST_FIND).flatMap(([plugin, samples]) =>
    Object.keys(samples)
      .filter((sample) => !calls.some((call) => call.plugin === plugin && call.sample === sample))
      .map((sample) => `${sample} with ${plugin}`),
  );
}
