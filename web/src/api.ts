/**
 * Client of the lab's server: JSON requests, their answers, and errors.
 *
 * A request that does not reach the server waits until the server answers its health check, and is
 * then repeated. An error that the server reports is thrown as `ApiError`.
 */
import type { DataDescriptor, FileInfo, LabData } from './data';
import type { ModelName, ModelSettings } from './lib/models/catalog';
import type { LossName } from './lib/problem';
import type { RuleName } from './lib/rules';
import { connection } from './connection.svelte';

export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly row?: number,
    readonly column?: string,
  ) {
    super(message);
  }
}

/** The message of anything that was thrown. */
export const messageOf = (problem: unknown): string =>
  problem instanceof Error ? problem.message : String(problem);

export interface RunRequest extends Partial<ModelSettings> {
  data: DataDescriptor;
  model?: ModelName;
  /** Leave out the diagnosis, which takes longer than the run of a model. */
  undiagnosed?: boolean;
  lr: number;
  epochs: number;
  /** Null for the model's own. */
  start: number[] | null;
  rule: RuleName;
  loss: LossName;
  standardize: boolean;
}

export interface RunAnswer {
  weights: (number | null)[][];
  losses: (number | null)[];
  diagnosis: RunDiagnosis | null;
  /** In the order of the weights' names. */
  closed_form: (number | null)[];
  python: string;
  command: string;
  /** A prompt for an AI, with the run's numbers. */
  prompt: string;
  /** The file that `python` and `command` expect in the working folder; POST /api/csv returns it. */
  file: string | null;
}

export interface RunDiagnosis {
  status: string;
  cause: string;
  sentence: string;
  remains: string;
  what_to_do: string[];
  lr_advised: number | null;
  [field: string]: unknown;
}

export interface SolverRow {
  solver: string;
  seconds: number | null;
  peak_mb: number | null;
  error: number | null;
  passes: number;
  status: string;
  note?: string;
}

export interface CompareAnswer {
  rows: SolverRow[];
  advised: string;
  verdict: string;
}

export interface StartAnswer {
  data: DataDescriptor;
  file: FileInfo | null;
  data_sets: { name: string; about: string }[];
  version: string;
  /** Meanings of terms, from the lesson's glossary. */
  words: Record<string, string>;
}

/** Normal numbers from which a network takes its random start. */
export const fetchNormals = async (): Promise<number[]> =>
  (await get<{ normals: number[] }>('random-start')).normals;

export const startUp = (): Promise<StartAnswer> => get('start');

export const fetchData = (data: DataDescriptor, signal?: AbortSignal): Promise<LabData> =>
  post('data', { data }, signal);

export const fetchRun = (request: RunRequest, signal?: AbortSignal): Promise<RunAnswer> =>
  post('run', request, signal);

export const fetchComparison = (
  data: DataDescriptor,
  signal?: AbortSignal,
): Promise<CompareAnswer> => post('compare', { data }, signal);

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => ask(path, { signal });

export const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });

/** Post a raw body, such as a CSV. */
export const send = <T>(path: string, body: BodyInit, signal?: AbortSignal): Promise<T> =>
  ask(path, { method: 'POST', body, signal });

/** Fetch the data as a CSV file that reads back to the same bits. */
export async function fetchCsv(data: DataDescriptor): Promise<string> {
  const response = await reach('api/csv', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  });
  if (!response.ok) throw refusal(await response.json().catch(() => null), response);
  return response.text();
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(`api/${path}`, init);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusal(answer, response);
  return answer as T;
}

/** A function like `fetch`; in a notebook, requests travel as messages of the widget. */
export type Transport = (url: string, init: RequestInit) => Promise<Response>;

let transport: Transport = (url, init) => fetch(url, init);

export function reachBy(other: Transport): void {
  transport = other;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  for (;;) {
    try {
      return await transport(url, init);
    } catch (problem) {
      if (init.signal?.aborted) throw problem;
      await connection.recovery();
    }
  }
}

function refusal(answer: unknown, response: Response): ApiError {
  const said = (answer ?? {}) as { error?: string; row?: number; column?: string };
  const message = said.error ?? `The server answered ${response.status} ${response.statusText}.`;
  return new ApiError(message, response.status, said.row, said.column);
}
