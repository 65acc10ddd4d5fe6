/**
 * The server, as the page sees it: JSON in, JSON out, and a word when it has stopped.
 *
 * A request that finds nobody at home waits until the server answers its health check again, and is
 * then made once more. An error that the server states is thrown as `ApiError`.
 */
import type { DataDescriptor, FileInfo, LabData } from './data';
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

/** What went wrong, for people. */
export const messageOf = (problem: unknown): string =>
  problem instanceof Error ? problem.message : String(problem);

export interface RunRequest {
  data: DataDescriptor;
  lr: number;
  epochs: number;
  start: number[];
  rule: RuleName;
  loss: LossName;
  standardize: boolean;
}

export interface RunAnswer {
  weights: (number | null)[][];
  losses: (number | null)[];
  diagnosis: { status: string; cause: string; sentence: string; [field: string]: unknown };
  /** In the order of the weights' names. */
  closed_form: (number | null)[];
  python: string;
  command: string;
  /** For an AI, with the run's numbers. */
  prompt: string;
  /** The file that `python` and `command` expect to lie there; POST /api/csv gives it. */
  file: string | null;
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
}

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

/** A raw body, such as a CSV. */
export const send = <T>(path: string, body: BodyInit, signal?: AbortSignal): Promise<T> =>
  ask(path, { method: 'POST', body, signal });

/** The rows that are shown as a file, written so that they read back to the same bits. */
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

/** Answers as `fetch` does; a notebook has a way to Python of its own. */
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
