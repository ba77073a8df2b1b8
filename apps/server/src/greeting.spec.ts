import { spawnSync } from 'node:child_process';
import { greeting } from './greeting.js';

/** The words a shell makes of the printed curl line. */
function wordsOfCurlLine(samplePath: string): string[] {
  const line = /^Try it: curl (.*)$/m.exec(greeting('http://[::1]:3000', samplePath))?.[1] ?? '';
  return spawnSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' })
    .stdout.trimEnd()
    .split('\n');
}

describe('the greeting', () => {
  it('shows a plain path plainly', () => {
    expect(wordsOfCurlLine('/srv/samples/qr-tiny.png')).toEqual([
      '-F',
      'plugin=barcode',
      '-F',
      'image=@/srv/samples/qr-tiny.png',
      'http://[::1]:3000/v1/analyze-execution',
    ]);
  });

  it.each(['/my pictures/a.png', "/it's/a.png", '/a,b;c/$HOME/`d`.png', '/ü/a.png'])(
    'brings the path %s whole through the shell, quoted for curl',
    (path) => {
      expect(wordsOfCurlLine(path)).toContain(`image=@"${path}"`);
    },
  );

  it('escapes what curl itself would take apart', () => {
    expect(wordsOfCurlLine('/a"b\\c.png')).toContain('image=@"/a\\"b\\\\c.png"');
  });
});
