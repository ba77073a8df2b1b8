import { inspectImage } from '@gatehouse/images';
import { exifMaze } from '../faults/hostile-images/parts/exif-maze.js';
import { everyLawfulStep, markerAt, scanBomb, segment } from '../faults/hostile-images/parts/jpeg-file.js';
import {
  avifTracks,
  forgedApng,
  forgedAvif,
  forgedGif,
  forgedTiff,
  imir,
  irot,
  pngChunk,
  forgedPng,
} from '../support/images/forged.js';

describe('inspectImage on what sharp cannot make', () => {
  it('counts the frames of an animated PNG', () => {
    expect(inspectImage(forgedApng(3, 3))).toMatchObject({ frames: 3, width: 4, height: 4, broken: null });
  });

  it('stops counting one past the cap', () => {
    expect(inspectImage(forgedGif(5000, 1), 10)).toMatchObject({ frames: 11 });
    expect(inspectImage(forgedApng(4_000_000_000, 0), 10)).toMatchObject({ frames: 11 });
  });

  it.each([
    [0, null, 1],
    [1, null, 8],
    [2, null, 3],
    [3, null, 6],
    [0, 0, 4],
    [0, 1, 2],
    [1, 0, 5],
    [1, 1, 7],
    [2, 0, 2],
    [2, 1, 4],
    [3, 0, 7],
    [3, 1, 5],
  ])('reads an AVIF turned by %d quarters and mirrored %p as orientation %d', (turns, axis, orientation) => {
    const bytes = forgedAvif(axis === null ? [irot(turns)] : [irot(turns), imir(axis)]);
    expect(inspectImage(bytes)).toMatchObject({ mimeType: 'image/avif', width: 40, height: 30, orientation });
  });

  it('counts the frames of an AVIF sequence, and sees their size', () => {
    expect(inspectImage(forgedAvif([], [avifTracks(48, 500)]))).toMatchObject({
      frames: 48,
      width: 40,
      height: 30,
      largest: { width: 500, height: 500 },
    });
  });

  it('takes the largest page of a TIFF, and the size of the first', () => {
    expect(inspectImage(forgedTiff([10, 300, 20]))).toMatchObject({
      width: 10,
      frames: 3,
      largest: { width: 300, height: 300 },
      decodedBytes: 300 * 300 * 3,
    });
  });

  it('takes a GIF without its trailer, as viewers do, but not one that ends within a frame', () => {
    const bytes = forgedGif(2, 8);
    expect(inspectImage(bytes.subarray(0, -1))).toMatchObject({ frames: 2, broken: null });
    expect(inspectImage(bytes.subarray(0, -2))).toMatchObject({ broken: 'the file ends too early' });
  });

  it('gives up on a file of nothing but empty pieces', () => {
    const pieces = Array.from({ length: 300_000 }, () => pngChunk('teXt'));
    expect(inspectImage(forgedPng(1, 1, pieces))).toMatchObject({ broken: 'it is in too many pieces' });
  });

  it('counts the scans of a progressive JPEG, and only up to its end', () => {
    const steps = [...everyLawfulStep()];
    expect(inspectImage(scanBomb(64, steps.slice(0, 31)))).toMatchObject({ broken: null });
    expect(inspectImage(scanBomb(64, steps.slice(0, 32)))).toMatchObject({
      broken: 'it has more than 32 scans',
    });
    const whole = scanBomb(64, steps.slice(0, 5));
    expect(inspectImage(Buffer.concat([whole, scanBomb(64, steps)]))).toMatchObject({ broken: null });
  });

  it('does not take for the end of a JPEG what a comment between its scans holds', () => {
    const bomb = scanBomb(64, everyLawfulStep());
    const second = bomb.indexOf(Buffer.from([0xff, 0xda]), markerAt(bomb, 0xda) + 2);
    const comment = segment(0xfe, Buffer.from([0xff, 0xd9]));
    const hidden = Buffer.concat([bomb.subarray(0, second), comment, bomb.subarray(second)]);
    expect(inspectImage(hidden)).toMatchObject({ broken: 'it has more than 32 scans' });
  });

  it('refuses EXIF that decoders would get lost in', () => {
    const maze = forgedPng(5, 5, [pngChunk('eXIf', exifMaze())]);
    expect(inspectImage(maze)).toMatchObject({ broken: 'its EXIF leads round in circles' });
  });

  it('does not trust EXIF further than it reaches', () => {
    const exif = Buffer.from('II*\0\xff\xff\xff\xff', 'latin1');
    expect(inspectImage(forgedPng(5, 5, [pngChunk('eXIf', exif)]))).toMatchObject({
      orientation: 1,
      broken: null,
    });
  });
});
