import type { CameraConditions } from './photograph.ts';
import type { SeededRandom } from './seeded-random.ts';

/** How one picture is taken. */
export interface Shot {
  readonly width: number;
  readonly height: number;
  /** Pixels a module, before tilting. */
  readonly module: number;
  /** Clockwise, in degrees. */
  readonly angle: number;
  /** How far the label leans away: 0 flat, 0.3 its far side is 30 % shorter. */
  readonly tilt: number;
  /** White print on black. */
  readonly inverted: boolean;
  readonly codes: number;
  readonly camera: CameraConditions;
}

/** Measured one by one: one thing is wrong with each picture, or, in `ordinary`, a little of everything. */
export const SHOOTING_CONDITIONS = {
  flat: (random) => shot(random, {}),
  rotated: (random) => shot(random, { angle: random.between(0, 360) }),
  tilted: (random) => shot(random, { angle: random.between(-30, 30), tilt: random.between(0.15, 0.35) }),
  blurred: (random) => shot(random, { angle: random.between(-15, 15) }, { blur: random.between(1, 2) }),
  noisy: (random) => shot(random, { angle: random.between(-15, 15) }, { noise: random.between(12, 24) }),
  shaded: (random) =>
    shot(
      random,
      { angle: random.between(-15, 15) },
      { shading: random.between(0.4, 0.75), shadow: random.between(0.3, 0.6) },
    ),
  faint: (random) => {
    const black = random.between(90, 120);
    return shot(random, { angle: random.between(-15, 15) }, { ink: [black, black + random.between(35, 60)] });
  },
  compressed: (random) =>
    shot(random, { angle: random.between(-15, 15) }, { quality: random.integer(12, 30), noise: 6 }),
  inverted: (random) => shot(random, { angle: random.between(-15, 15), inverted: true }),
  several: (random) =>
    shot(random, {
      width: 2000,
      height: 1500,
      module: random.between(2.5, 3.5),
      codes: 4,
      angle: random.between(-180, 180),
    }),
  small: (random) =>
    shot(
      random,
      { width: 4032, height: 3024, module: random.between(3, 5), angle: random.between(0, 360) },
      { blur: random.between(0.5, 1) },
    ),
  ordinary: (random) => {
    const module = random.between(2.5, 5.5);
    const black = random.between(20, 70);
    return shot(
      random,
      {
        module,
        angle: random.between(0, 360),
        tilt: random.between(0, 0.22),
        inverted: random.between(0, 1) < 0.05,
      },
      {
        blur: module * random.between(0, 0.32),
        noise: random.between(2, 10),
        shading: random.between(0, 0.5),
        shadow: random.between(0, 0.35),
        ink: [black, random.between(black + 90, 240)],
        quality: random.integer(50, 90),
      },
    );
  },
} as const satisfies Record<string, (random: SeededRandom) => Shot>;

/** The name of one way of taking pictures. */
export type ShootingCondition = keyof typeof SHOOTING_CONDITIONS;

/** All names, in the order of the table. */
export const SHOOTING_CONDITION_NAMES = Object.keys(SHOOTING_CONDITIONS) as ShootingCondition[]; // keys of the const above

function shot(
  random: SeededRandom,
  scene: Partial<Omit<Shot, 'camera'>>,
  camera: Partial<CameraConditions> = {},
): Shot {
  return {
    width: 1600,
    height: 1200,
    module: random.between(3, 5),
    angle: random.between(-8, 8),
    tilt: 0,
    inverted: false,
    codes: 1,
    ...scene,
    camera: {
      blur: 0.5,
      noise: 3,
      shading: 0.15,
      shadow: 0,
      ink: [30, 225],
      quality: 85,
      ...camera,
    },
  };
}
