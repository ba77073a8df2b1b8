import { definePlugin } from '@gatehouse/plugin-sdk';
import { findFaces } from './looking/find-faces.js';
import { toFace } from './looking/to-face.js';
import { BlazeFace } from './model/blazeface.js';
import type { Options, Output } from './plugin-types.js';

let model: BlazeFace | null = null;

/** Finds faces, with a box and six landmarks each; nothing is told of whose they are. */
export default definePlugin<Options, Output>({
  async initialize() {
    model = await BlazeFace.start();
  },

  async run({ image, width, height, original, options }) {
    model ??= await BlazeFace.start();
    const scale = { x: original.width / width, y: original.height / height };
    const faces = findFaces(model, { data: image, width, height })
      .filter(({ confidence }) => confidence >= options.min_confidence)
      .map((sighting) => toFace(sighting, scale, original))
      .filter((face) => face !== null);
    return { faces: faces.slice(0, options.max_faces) };
  },
});
