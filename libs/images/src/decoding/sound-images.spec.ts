import { SoundImages } from './sound-images.js';

const never = (): Promise<string> => Promise.reject(new Error('no digest was to be asked for'));
const digest = (value: string) => (): Promise<string> => Promise.resolve(value);

describe('SoundImages', () => {
  it('asks for a digest only where an image of that length is remembered', async () => {
    const sound = new SoundImages();
    expect(await sound.has(100, never)).toBe(false);
    sound.add(100, 'aa');
    expect(await sound.has(101, never)).toBe(false);
    expect(await sound.has(100, digest('aa'))).toBe(true);
    expect(await sound.has(100, digest('ab'))).toBe(false);
  });

  it('keeps the last of each length', async () => {
    const sound = new SoundImages();
    sound.add(100, 'aa');
    sound.add(100, 'bb');
    expect(await sound.has(100, digest('aa'))).toBe(false);
    expect(await sound.has(100, digest('bb'))).toBe(true);
  });

  it('forgets what it has not met for longest', async () => {
    const sound = new SoundImages();
    for (let length = 1; length <= 1024; length++) sound.add(length, 'aa');
    expect(await sound.has(1, digest('aa'))).toBe(true);
    sound.add(2000, 'aa');
    expect(await sound.has(1, digest('aa'))).toBe(true);
    expect(await sound.has(2, never)).toBe(false);
    expect(await sound.has(2000, digest('aa'))).toBe(true);
  });
});
