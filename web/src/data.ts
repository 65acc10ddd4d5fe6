/** What the page is shown: the descriptors that name data, and what the server answers for them. */
export type DataDescriptor = (
  | { kind: 'lesson'; n: number; noise: number; seed: number; low: number; high: number }
  | { kind: 'case'; case: CaseName }
  | { kind: 'dataset'; name: string }
  | ({ kind: 'file' } & TableChoice)
  | ({ kind: 'upload'; id: string } & TableChoice)
  | { kind: 'points'; names: string[]; target: string; columns: number[][]; y: number[] }
) & { features?: string[] };

/** What of a table to use; the server's choice where nothing is said. */
export interface TableChoice {
  target?: string;
  /** Leave out rows in which something is missing. */
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
  /** R of the QR of [X_b, y]: few rows that make the same loss as all. */
  equivalent: number[][];
  loss_floor: number | null;
  lr_start: number[];
  truth: number[] | null;
  source: string;
  /** The rows and columns that the run does not see, in sentences; empty if it sees all. */
  left_out: string;
}

/** The file that the lab was opened with. */
export interface FileInfo {
  name: string;
  target: string;
  features: string[] | null;
  columns: ColumnInfo[];
  /** Null where nobody has counted yet. */
  rows: number | null;
}

export interface ColumnInfo {
  name: string;
  kind: 'number' | 'text' | 'date' | 'other';
  rows: number | null;
}
