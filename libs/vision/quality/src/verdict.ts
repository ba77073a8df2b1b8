import type { Measures } from './measure.js';
import type { Options, Output } from './plugin-types.js';

type Issue = Output['issues'][number];
/** One thing that a picture is judged by. */
interface Aspect extends Issue {
  /** How good it is, 0 to 1; below a half is an issue. */
  readonly goodness: number;
}

/** A picture is drawn or scanned, not photographed, where few levels make much contrast: its white is paper. */
const isDrawn = ({ entropy, contrast }: Measures): boolean => entropy < 2.5 && contrast > 0.12;

/** A level is 1/255: what differs by less is one colour. */
const ONE_LEVEL = 1 / 255;

/** A night has black parts; with more of them there is hardly a picture. */
const MAX_BLACK = 0.75;

/** Judges measures: a picture is as good as its weakest side. */
export function verdict(measures: Measures, options: Options): Pick<Output, 'score' | 'issues'> {
  if (measures.contrast < ONE_LEVEL / 2) {
    return { score: 0, issues: [{ code: 'BLANK', message: 'The picture is of one colour.' }] };
  }
  const aspects = aspectsOf(measures, options);
  const score = Math.min(...aspects.map(({ goodness }) => goodness));
  return {
    score: Math.round(score * 100) / 100,
    issues: aspects
      .filter(({ goodness }) => goodness < 0.5)
      .sort((one, other) => one.goodness - other.goodness)
      .map(({ code, message }) => ({ code, message })),
  };
}

function aspectsOf(measures: Measures, options: Options): readonly Aspect[] {
  const { blur, noise, contrast, brightest, clipped_highlights: white, clipped_shadows: black } = measures;
  const drawn = isDrawn(measures);
  return [
    {
      code: 'BLURRED',
      message: 'Edges are soft: out of focus, shaken, or enlarged.',
      goodness: atMost(options.max_blur, blur ?? 0),
    },
    {
      code: 'NOISY',
      message: 'Even parts are grainy: too little light, or too strong a compression.',
      goodness: drawn ? 1 : atMost(options.max_noise, noise ?? 0),
    },
    {
      code: 'OVEREXPOSED',
      message: `${percent(white)} of the picture have lost their colour to white.`,
      goodness: drawn ? 1 : atMost(options.max_highlights, white),
    },
    {
      code: 'UNDEREXPOSED',
      message: 'Nothing in the picture is bright.',
      goodness: Math.min(atLeast(options.min_brightest, brightest), atMost(MAX_BLACK, black)),
    },
    {
      code: 'LOW_CONTRAST',
      message: 'All of the picture is about equally bright.',
      goodness: atLeast(options.min_contrast, contrast),
    },
  ];
}

/** 1 far below a limit, a half at it, 0 far above it. */
function atMost(limit: number, value: number): number {
  return value === 0 ? 1 : 1 / (1 + (value / limit) ** 4);
}

function atLeast(limit: number, value: number): number {
  return value === 0 ? 0 : 1 / (1 + (limit / value) ** 4);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
