/** Data of the lesson, drawn as Python draws them, and choices of columns. */
import type { DataDescriptor, LabData, Lesson, PointsName } from '../data';
import { grouped } from '../lib/format';
import { labDataOf, triangular } from '../points';
import { general } from './numerals';
import { Generator } from './random';

type Example = Extract<DataDescriptor, { kind: 'example' }>;

/** Rows that are drawn; of more, a sample. */
const SHOWN = 2000;
const SLOPE = 3;
const INTERCEPT = 2;
const USELESS_COLUMNS = 8;

/** Columns of features, and a target. */
export interface Columns {
  names: string[];
  target: string;
  columns: number[][];
  y: number[];
}

/** What Python would answer for a table; for many rows it holds a sample to draw. */
export function tableOf({ names, target, columns, y }: Columns, source: string): LabData {
  const whole = labDataOf({ kind: 'points', names, target, columns, y });
  const drawn = y.length > SHOWN ? sample(y.length) : null;
  const part = (values: number[]): number[] => (drawn ? drawn.map((i) => values[i]) : values);
  return {
    ...whole,
    columns: columns.map(part),
    y: part(y),
    sampled: drawn !== null,
    sample_size: drawn?.length ?? y.length,
    source,
  };
}

/** The same sample of rows every time, in ascending order. */
function sample(n: number): number[] {
  const chance = new Generator(0);
  const chosen = new Set<number>();
  while (chosen.size < SHOWN) chosen.add(Math.floor(n * chance.double()));
  return [...chosen].sort((a, b) => a - b);
}

export function lessonLine({ n, noise, seed, low, high }: Lesson): LabData {
  const chance = new Generator(seed);
  const x = chance.uniform(low, high, n);
  const off = chance.normals(n, noise);
  const y = x.map((value, i) => SLOPE * value + INTERCEPT + off[i]);
  const source = `${grouped(n)} points of y = 3x + 2 with noise ${general(noise)}, seed ${seed}`;
  const table = tableOf({ names: ['x'], target: 'y', columns: [x], y }, source);
  return { ...table, lr_start: chance.normals(2), truth: [SLOPE, INTERCEPT] };
}

/** How the points of part two are drawn: their columns and their target. */
const DRAWN: Record<PointsName, (chance: Generator, n: number) => [number[][], number[]]> = {
  'lesson-line': (chance, n) => onLine(chance, n, () => chance.normal()),
  'lesson-outliers': (chance, n) => onLine(chance, n, () => chance.studentT(1.5)),
  'lesson-useless-columns': (chance, n) => {
    const all = chance.normals(n * USELESS_COLUMNS);
    const columns = Array.from({ length: USELESS_COLUMNS }, (_, j) =>
      Array.from({ length: n }, (_, i) => all[i * USELESS_COLUMNS + j]),
    );
    const off = chance.normals(n);
    return [columns, off.map((e, i) => 3 * columns[0][i] - 2 * columns[1][i] + 2 + e)];
  },
  'lesson-yes-no': (chance, n) =>
    ofX(chance, n, (x) => x.map((value) => Number(chance.double() < 1 / (1 + Math.exp(5 - value))))),
  'lesson-separated': (chance, n) => ofX(chance, n, (x) => x.map((value) => Number(value > 5))),
  'lesson-three-classes': (chance, n) =>
    ofX(chance, n, (x) => {
      const off = chance.normals(n);
      return x.map((value, i) => Number(value + off[i] >= 3) + Number(value + off[i] >= 7));
    }),
  'lesson-counts': (chance, n) =>
    ofX(chance, n, (x) => x.map((value) => chance.poisson(Math.exp(0.2 * value + 0.5)))),
  'lesson-bend': (chance, n) => {
    const x = chance.uniform(-5, 5, n);
    const off = chance.normals(n, 0.3);
    return [[x], x.map((value, i) => Math.abs(value) + off[i])];
  },
};

function ofX(chance: Generator, n: number, target: (x: number[]) => number[]): [number[][], number[]] {
  const x = chance.uniform(0, 10, n);
  return [[x], target(x)];
}

const onLine = (chance: Generator, n: number, noise: () => number): [number[][], number[]] =>
  ofX(chance, n, (x) => {
    const off = x.map(noise);
    return x.map((value, i) => SLOPE * value + INTERCEPT + off[i]);
  });

export function examplePoints({ points, n, seed }: Example, about: string): LabData {
  const [columns, y] = DRAWN[points](new Generator(seed), n);
  const names = columns.length === 1 ? ['x'] : columns.map((_, j) => `x${j + 1}`);
  const source = n === 100 && seed === 0 ? about : `${grouped(n)} points of ${points}, seed ${seed}`;
  return tableOf({ names, target: 'y', columns, y }, source);
}

/** The data with some of their features, which are known to be there. */
export function withFeatures(data: LabData, features: string[]): LabData {
  const at = features.map((name) => data.names.indexOf(name));
  const all = data.names.length;
  const part = <T>(row: T[]): T[] => at.map((j) => row[j]);
  const rows = data.equivalent;
  const equivalent = triangular([...at, all, all + 1].map((j) => rows.map((row) => row[j])));
  const left = equivalent[features.length + 1]?.[features.length + 1] ?? 0;
  return {
    ...data,
    names: features,
    weight_names: [...features, 'intercept'],
    columns: part(data.columns),
    equivalent,
    loss_floor: (left * left) / data.n,
    lr_start: [...part(data.lr_start), data.lr_start[all]],
    truth: features.length === all && data.truth ? [...part(data.truth), data.truth[all]] : null,
    remains: '',
  };
}
