/** A package that is installed where Gatehouse runs, not only where it is developed. */
export interface ProductionPackage {
  readonly name: string;
  readonly version: string;
  /** An expression of SPDX identifiers; empty where the package tells none. */
  readonly licence: string;
  /** Where it lies once it is installed, from the root. */
  readonly folder: string;
}
