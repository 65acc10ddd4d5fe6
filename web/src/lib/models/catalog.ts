/** The models that the page trains: their names, as on the command line, and their settings. */
import type { PointsName } from '../../data';
import type { LossName } from '../problem';
import type { CurvedModel } from './curved';

export type ModelName =
  | 'least-squares'
  | 'ridge'
  | 'lasso'
  | 'elastic-net'
  | 'huber'
  | 'logistic'
  | 'softmax'
  | 'poisson'
  | 'network';

export interface ModelSettings {
  /** Strength of the penalty on the slopes. */
  alpha: number;
  /** Share of the lasso's penalty in an elastic net. */
  l1_ratio: number;
  /** Size of a residual from which the Huber loss is straight. */
  delta: number;
  /** Hidden units of a network. */
  hidden: number;
}
export type SettingName = keyof ModelSettings;

/** Data as a model needs them: columns and the target, by rows. */
export interface Rows {
  names: string[];
  columns: number[][];
  y: number[];
  /** Rows of [X_b, y] with the same sum of squares as all n rows of data. */
  equivalent: number[][];
  n: number;
  /** Whether `columns` and `y` are only a sample of the rows. */
  sampled: boolean;
}

export interface Recipe {
  settings: ModelSettings;
  loss: LossName;
  standardize: boolean;
  /** Normal numbers for a random start. */
  normals: number[];
}

/** The formulas of the five steps. */
export interface Formulas {
  predict: string;
  loss: string;
  gradient: string;
  /** What follows the update; empty for most models. */
  after: string;
}

export interface Kit {
  /** Build the model on data; throws `Unsuitable` if they do not suit it. */
  build(data: Rows, recipe: Recipe): CurvedModel;
  formulas(recipe: Recipe): Formulas;
}

/** Data do not suit a model: the message says why, and what to do. */
export class Unsuitable extends Error {}

export interface ModelInfo {
  text: string;
  takes: SettingName[];
  /** Whether its loss is a squared error, whose convention can be chosen. */
  squared: boolean;
  /** What its target is. */
  target: 'number' | 'two classes' | 'classes' | 'count';
  /** Points of part two of the lesson that show what it is for. */
  points: PointsName;
  load: () => Promise<{ kit: Kit }>;
}

const none = (): Promise<never> => Promise.reject(new Error('least squares needs no kit'));

export const MODELS: Record<ModelName, ModelInfo> = {
  'least-squares': {
    text: 'line',
    takes: [],
    squared: true,
    target: 'number',
    points: 'lesson-line',
    load: none,
  },
  ridge: {
    text: 'ridge',
    takes: ['alpha'],
    squared: true,
    target: 'number',
    points: 'lesson-useless-columns',
    load: () => import('./ridge'),
  },
  lasso: {
    text: 'lasso',
    takes: ['alpha'],
    squared: true,
    target: 'number',
    points: 'lesson-useless-columns',
    load: () => import('./lasso'),
  },
  'elastic-net': {
    text: 'elastic net',
    takes: ['alpha', 'l1_ratio'],
    squared: true,
    target: 'number',
    points: 'lesson-useless-columns',
    load: () => import('./elastic_net'),
  },
  huber: {
    text: 'Huber',
    takes: ['alpha', 'delta'],
    squared: false,
    target: 'number',
    points: 'lesson-outliers',
    load: () => import('./huber'),
  },
  logistic: {
    text: 'logistic',
    takes: ['alpha'],
    squared: false,
    target: 'two classes',
    points: 'lesson-yes-no',
    load: () => import('./logistic'),
  },
  softmax: {
    text: 'softmax',
    takes: ['alpha'],
    squared: false,
    target: 'classes',
    points: 'lesson-three-classes',
    load: () => import('./softmax'),
  },
  poisson: {
    text: 'Poisson',
    takes: ['alpha'],
    squared: false,
    target: 'count',
    points: 'lesson-counts',
    load: () => import('./poisson'),
  },
  network: {
    text: 'network',
    takes: ['alpha', 'hidden'],
    squared: true,
    target: 'number',
    points: 'lesson-bend',
    load: () => import('./network'),
  },
};

/** The settings of a model before anything is chosen, as on the command line. */
export function defaultsOf(model: ModelName): ModelSettings {
  const penalized = model === 'ridge' || model === 'lasso' || model === 'elastic-net';
  return { alpha: penalized ? 1 : 0, l1_ratio: 0.5, delta: 1, hidden: 8 };
}
