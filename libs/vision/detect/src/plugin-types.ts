// Written by `npm run plugin:types` from plugin.json: change the schemas there, and run it again.

/** What `options_schema` allows, defaults applied. */
export interface Options {
  /** Objects less sure than this are left out: 0.05 to 1. Lower finds more, and more that is not there */
  readonly min_confidence: number;
  /** At most this many objects are told, the surest first */
  readonly max_objects: number;
}

/** What `output_schema` demands. */
export interface Output {
  /** The surest first; empty where nothing was seen */
  readonly objects: readonly OutputObject[];
}

export interface OutputObject {
  /** What it is, by its name in the COCO data set */
  readonly label:
    | 'person'
    | 'bicycle'
    | 'car'
    | 'motorcycle'
    | 'airplane'
    | 'bus'
    | 'train'
    | 'truck'
    | 'boat'
    | 'traffic light'
    | 'fire hydrant'
    | 'stop sign'
    | 'parking meter'
    | 'bench'
    | 'bird'
    | 'cat'
    | 'dog'
    | 'horse'
    | 'sheep'
    | 'cow'
    | 'elephant'
    | 'bear'
    | 'zebra'
    | 'giraffe'
    | 'backpack'
    | 'umbrella'
    | 'handbag'
    | 'tie'
    | 'suitcase'
    | 'frisbee'
    | 'skis'
    | 'snowboard'
    | 'sports ball'
    | 'kite'
    | 'baseball bat'
    | 'baseball glove'
    | 'skateboard'
    | 'surfboard'
    | 'tennis racket'
    | 'bottle'
    | 'wine glass'
    | 'cup'
    | 'fork'
    | 'knife'
    | 'spoon'
    | 'bowl'
    | 'banana'
    | 'apple'
    | 'sandwich'
    | 'orange'
    | 'broccoli'
    | 'carrot'
    | 'hot dog'
    | 'pizza'
    | 'donut'
    | 'cake'
    | 'chair'
    | 'couch'
    | 'potted plant'
    | 'bed'
    | 'dining table'
    | 'toilet'
    | 'tv'
    | 'laptop'
    | 'mouse'
    | 'remote'
    | 'keyboard'
    | 'cell phone'
    | 'microwave'
    | 'oven'
    | 'toaster'
    | 'sink'
    | 'refrigerator'
    | 'book'
    | 'clock'
    | 'vase'
    | 'scissors'
    | 'teddy bear'
    | 'hair drier'
    | 'toothbrush';
  readonly confidence: number;
  readonly box: OutputBox;
}

export interface OutputBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
