import { linear, toRgb, type Oklab } from './oklab.js';

/** On a colour of this luminance black and white text can be read equally well, as WCAG 2 reckons contrast. */
const MIDDLE = 0.179;

/** Whether a colour is light, so that dark text stands out on it, or dark. */
export function toneOf(colour: Oklab): 'light' | 'dark' {
  const [red, green, blue] = toRgb(colour).map(linear);
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0) > MIDDLE ? 'light' : 'dark';
}
