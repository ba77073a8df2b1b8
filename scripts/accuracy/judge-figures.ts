import type { Figure } from './figure.ts';
import type { StatedFigure } from './stated-figures.ts';

/** A figure beside what is stated of it; null where one of the two is missing, which is not ok. */
export interface JudgedFigure {
  readonly set: string;
  readonly measure: string;
  readonly value: number | null;
  readonly stated: number | null;
  readonly isOk: boolean;
}

const key = ({ set, measure }: { readonly set: string; readonly measure: string }): string =>
  `${set}\n${measure}`;

/** Holds what was measured against what is stated, both ways. */
export function judgeFigures(
  figures: readonly Figure[],
  stated: readonly StatedFigure[],
): readonly JudgedFigure[] {
  const measured = new Map(figures.map((figure) => [key(figure), figure.value]));
  const promised = new Map(stated.map((figure) => [key(figure), figure.at_least]));
  const all = new Map([...figures, ...stated].map((figure) => [key(figure), figure]));
  return [...all.values()].map(({ set, measure }) => {
    const value = measured.get(key({ set, measure })) ?? null;
    const least = promised.get(key({ set, measure })) ?? null;
    return { set, measure, value, stated: least, isOk: value !== null && least !== null && value >= least };
  });
}
