/**
 * Content of an exported page: JSON that Python wrote, inside the page or in files beside it.
 */
import type { StartAnswer } from '../api';
import type { LabData, PointsName } from '../data';
import type { Experiment, LessonAnswer, Posed, QuizEntry, WorkedAnswer } from '../panels/learn/lesson';

/** What the page needs at once; it is always inside the page. */
export interface Opening {
  start: StartAnswer;
  /** Descriptions of the points of part two. */
  points: Record<PointsName, string>;
  /** Address of the page that tells how to get Python; empty if there is none. */
  guide: string;
}

/** An experiment with its outcome. */
export interface Ending {
  question: Experiment;
  /** The explanation of what was observed. */
  text: string;
  observed: number | string;
  skipped: string;
  /** Replies to the options, by key. */
  replies: Record<string, { status: 'right' | 'wrong'; text: string }>;
  /** Replies to numbers, and how near a right one must be; null for a choice. */
  number: { tolerance: number; relative: boolean; shown: string; too_low: string; too_high: string } | null;
}

/** A question of the quiz at one seed, with its key. */
export interface Keyed {
  posed: Posed;
  hints: string[];
  answer: string;
  why: string;
  /** Replies to the options, by letter. */
  options: Record<string, { correct: boolean; feedback: string }>;
  /** The number asked for; null for a choice. */
  number: {
    right: number;
    tolerance: number;
    slack: number;
    shown: string;
    misses: { value: number; feedback: string }[];
    otherwise: string;
  } | null;
}

export interface Content {
  lesson: LessonAnswer;
  experiments: Record<string, Ending>;
  prompts: Record<string, WorkedAnswer>;
  quiz: { items: QuizEntry[] };
  [quiz: `quiz-${string}`]: Record<string, Keyed[]>;
  [data: `data-${string}`]: LabData;
}

const inside = (name: string): string | null => document.getElementById(`content-${name}`)?.textContent ?? null;

/** Whether the page was exported: it then runs without a server. */
export const isExported = (): boolean => inside('opening') !== null;

export const opening = (): Opening => JSON.parse(inside('opening') ?? '{}') as Opening;

const known = new Map<string, Promise<unknown>>();

export class AbsentError extends Error {}

/** A part of the content; throws `AbsentError` if the export has none of that name. */
export function contentOf<Name extends keyof Content & string>(name: Name): Promise<Content[Name]> {
  const found = known.get(name) ?? load(name);
  known.set(name, found);
  // A part that could not be loaded is asked for again.
  found.catch(() => known.delete(name));
  return found as Promise<Content[Name]>;
}

async function load(name: string): Promise<unknown> {
  const text = inside(name);
  if (text !== null) return JSON.parse(text);
  if (!document.querySelector('meta[name="content-beside"]')) throw new AbsentError(name);
  const response = await fetch(`content/${encodeURIComponent(name)}.json`);
  if (response.status === 404) throw new AbsentError(name);
  if (!response.ok) throw new Error(`The web host answered ${response.status}.`);
  return response.json();
}
