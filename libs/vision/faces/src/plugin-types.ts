// Written by `npm run plugin:types` from plugin.json: change the schemas there, and run it again.

/** What `options_schema` allows, defaults applied. */
export interface Options {
  /** Faces less sure than this are left out: 0.1 to 1. Lower finds more that are dim or turned away, and more that are none */
  readonly min_confidence: number;
  /** At most this many faces are told, the surest first */
  readonly max_faces: number;
}

/** What `output_schema` demands. */
export interface Output {
  /** The surest first; empty where there is none */
  readonly faces: readonly OutputFace[];
}

export interface OutputFace {
  readonly confidence: number;
  readonly box: OutputBox;
  readonly landmarks: OutputLandmarks;
}

export interface OutputBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface OutputLandmarks {
  readonly right_eye: OutputPoint;
  readonly left_eye: OutputPoint;
  readonly nose: OutputPoint;
  readonly mouth: OutputPoint;
  readonly right_ear: OutputPoint;
  readonly left_ear: OutputPoint;
}

export interface OutputPoint {
  readonly x: number;
  readonly y: number;
}
