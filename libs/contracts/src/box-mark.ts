/**
 * What an output schema says of an object that is a box: `{x, y, width, height}` in pixels of the upright image. Boxes
 * that are marked can be drawn; the `label` and the `confidence` beside one are written at it.
 */
export const BOX_MARK = 'x-gatehouse-box';
