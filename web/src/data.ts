/** Data descriptors, which name data in requests and links, and the server's answers for them. */
export type DataDescriptor = (
  | { kind: 'lesson'; n: number; noise: number; seed: number; low: number; high: number }
  | { kind: 'example'; points: PointsName; n: number; seed: number }
  | { kind: 'case'; case: CaseName }
  | { kind: 'dataset'; name: string }
  | ({ kind: 'file' } & TableChoice)
  | ({ kind: 'upload'; id: string } & TableChoice)
  | { kind: 'points'; names: string[]; target: string; columns: number[][]; y: number[] }
) & { features?: string[] };

/** Choices about a table; the server chooses where a field is missing. */
export interface TableChoice {
  target?: string;
  /** Leave out rows with missing values. */
  drop_missing?: boolean;
}

export type CaseName =
  'well-posed' | 'collinear' | 'ill-conditioned' | 'badly-scaled' | 'large-n' | 'large-d';

export const CASES: CaseName[] = [
  'well-posed',
  'collinear',
  'ill-conditioned',
  'badly-scaled',
  'large-n',
  'large-d',
];

export type Lesson = Extract<DataDescriptor, { kind: 'lesson' }>;

export const LESSON: Lesson = { kind: 'lesson', n: 100, noise: 1, seed: 0, low: 0, high: 10 };

/** Points of part two of the lesson, each with the kind of its target. */
export const POINTS = {
  'lesson-line': { text: 'a line', target: 'number' },
  'lesson-outliers': { text: 'outliers', target: 'number' },
  'lesson-useless-columns': { text: 'useless columns', target: 'number' },
  'lesson-bend': { text: 'a bend', target: 'number' },
  'lesson-yes-no': { text: 'two classes', target: 'two classes' },
  'lesson-separated': { text: 'separable classes', target: 'two classes' },
  'lesson-three-classes': { text: 'three classes', target: 'classes' },
  'lesson-counts': { text: 'counts', target: 'count' },
} as const;
export type PointsName = keyof typeof POINTS;
export const EXAMPLE_ROWS = 100;

/** The answer of POST /api/data. */
export interface LabData {
  names: string[];
  target: string;
  weight_names: string[];
  n: number;
  columns: number[][];
  y: number[];
  sampled: boolean;
  sample_size: number;
  /** R of the QR decomposition of [X_b, y]: at most p + 1 rows with the same loss as all rows. */
  equivalent: number[][];
  loss_floor: number | null;
  lr_start: number[];
  truth: number[] | null;
  source: string;
  /** The rows and columns that the run leaves out, in sentences; empty if it uses all. */
  left_out: string;
  /** What remains at the floor of the loss, in a sentence; empty if only Python can tell. */
  remains: string;
}

/** The file that the lab was opened with. */
export interface FileInfo {
  name: string;
  target: string;
  features: string[] | null;
  columns: ColumnInfo[];
  /** Null if the rows have not been counted. */
  rows: number | null;
}

export interface ColumnInfo {
  name: string;
  kind: 'number' | 'text' | 'date' | 'other';
  rows: number | null;
}
