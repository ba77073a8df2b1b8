import sharp from 'sharp';
import { freshBody, jsonBody, multipartBody } from '../../scripts/bench/targets/bodies.ts';

describe('the bodies of the bench', () => {
  it('are a new file of the same picture each time, the same one in every form', async () => {
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const [raw, form, json] = [freshBody, multipartBody, jsonBody].map((make) => make('empty', picture));
    const whole = (body = raw): Buffer => Buffer.concat(body?.next() ?? []);
    const [first, second] = [whole(), whole()];
    expect(first.equals(second)).toBe(false);
    expect(await sharp(first).raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer());

    const text = whole(form).toString('latin1');
    expect(text).toContain(`\r\n\r\n${first.toString('latin1')}\r\n--`);
    expect(text).toContain('name="plugin"\r\n\r\nempty\r\n--');

    const { plugin, image } = JSON.parse(whole(json).toString()) as Record<string, string>;
    expect(plugin).toBe('empty');
    expect(Buffer.from(image ?? '', 'base64').equals(first)).toBe(true);
  });
});
