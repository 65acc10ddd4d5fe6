/** Settings that a link restores: the data, the run and the view, with their limits and defaults. */
import { LESSON, type DataDescriptor } from './data';
import type { LossName } from './lib/problem';
import { defaultsOf, type ModelName, type ModelSettings } from './lib/models/catalog';
import type { RuleName } from './lib/rules';

export interface RunSettings extends ModelSettings {
  model: ModelName;
  lr: number;
  epochs: number;
  rule: RuleName;
  loss: LossName;
  standardize: boolean;
  /** First weights in the user's units; null for the data's own start. */
  start: number[] | null;
}

export type ResidualStyle = 'none' | 'lines' | 'squares';

export interface Settings extends RunSettings {
  data: DataDescriptor;
  epoch: number;
  /** Indices of the contour's two weights; null for the first and the last. */
  axes: [number, number] | null;
  residuals: ResidualStyle;
  closedForm: boolean;
  /** Runs pinned on the same data. */
  pins: RunSettings[];
}

export const LIMITS = {
  /** Bounds of a learning rate; which rates make sense depends on the data. */
  lr: [1e-300, 1e300],
  epochs: [1, 10_000],
  n: [2, 100_000],
  /** Points of part two of the lesson. */
  example: [12, 2000],
  noise: [0, 1000],
  seed: [0, 4_294_967_295],
  range: [-1e6, 1e6],
  alpha: [0, 1e6],
  l1_ratio: [0, 1],
  delta: [1e-6, 1e6],
  hidden: [1, 20],
  pins: 6,
  points: 5000,
} as const;

export const DEFAULTS: Settings = {
  data: LESSON,
  model: 'least-squares',
  ...defaultsOf('least-squares'),
  lr: 0.01,
  epochs: 200,
  epoch: 200,
  rule: 'gd',
  loss: 'mse',
  standardize: false,
  start: null,
  axes: null,
  residuals: 'lines',
  closedForm: true,
  pins: [],
};

export const clamp = (value: number, [low, high]: readonly [number, number]): number =>
  Math.min(Math.max(value, low), high);
