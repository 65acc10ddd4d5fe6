/** What the page is shown: the descriptors that name data, and what the server answers for them. */
export type DataDescriptor = (
  | { kind: 'lesson'; n: number; noise: number; seed: number; low: number; high: number }
  | { kind: 'case'; case: CaseName }
  | { kind: 'file' }
  | { kind: 'upload'; id: string; target?: string }
  | { kind: 'points'; names: string[]; target: string; columns: number[][]; y: number[] }
) & { features?: string[] };

export type CaseName =
  | 'well-posed'
  | 'collinear'
  | 'ill-conditioned'
  | 'badly-scaled'
  | 'large-n'
  | 'large-d';

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
  dropped: number;
}

export interface FileInfo {
  name: string;
  columns: string[];
  rows: number;
}
