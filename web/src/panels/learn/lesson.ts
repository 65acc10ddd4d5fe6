/** Server's answers about the lesson, the experiments, the graded prompts and the quiz. */
import { get, post } from '../../api';
import type { PointsName } from '../../data';
import type { ModelName, ModelSettings } from '../../lib/models/catalog';
import type { RuleName } from '../../lib/rules';

export interface Section {
  id: string;
  title: string;
  summary: string;
  minutes: number;
  /** The section's text as HTML, written and rendered by the package. */
  html: string;
  see: { line: string; shows: string }[];
  next: string | null;
  experiments: Experiment[];
  prompts: string[];
}

export interface Setup extends Partial<ModelSettings> {
  verb: string;
  lr?: number;
  epochs: number;
  n?: number;
  noise?: number;
  seed?: number;
  low?: number;
  high?: number;
  standardize?: boolean;
  rule?: RuleName;
  /** Rows in a mini-batch; 0 for all rows at once, as in the lab. */
  batch_size?: number;
  case?: string;
  /** Name of a data set of the package. */
  dataset?: string;
  model?: ModelName;
  /** Points of part two. */
  points?: PointsName;
  /** First weights, where they are not the model's own. */
  start?: number[];
  /** Times the weights that the model starts from; the lab has no other than 1. */
  start_scale?: number;
}

export interface Experiment {
  id: string;
  title: string;
  kind: 'number' | 'choice';
  stem: string;
  options: { key: string; text: string }[];
  unit: string;
  setup: Setup;
  command: string;
}

export interface GradedPrompt {
  id: string;
  section: string;
  title: string;
  text: string;
  levels: { id: string; text: string }[];
  worth: number;
}

export interface Target {
  name: string;
  title: string;
  note: string;
  address: string;
  takes_prompt: boolean;
}

export interface LessonAnswer {
  sections: Section[];
  prompts: GradedPrompt[];
  targets: Target[];
}

export interface Outcome {
  scored: {
    status: 'right' | 'wrong' | 'skipped';
    predicted: number | string | null;
    observed: number | string;
    text: string;
  };
  observation: { text: string };
}

export interface RubricPoint {
  id: string;
  claim: string;
  worth: number;
  verify: string;
}

export interface WorkedAnswer {
  answer_html: string;
  rubric: RubricPoint[];
}

export interface QuizEntry {
  id: string;
  topic: string;
  kind: string;
  level: number;
}

export interface Posed {
  item_id: string;
  topic: string;
  kind: string;
  level: number;
  seed: number;
  stem: string;
  options: { letter: string; text: string }[];
  unit: string;
  hint_count: number;
}

export interface Graded {
  attempt: number;
  correct: boolean;
  feedback: string;
  hint: string | null;
  answer: string | null;
  why: string | null;
}

export interface OpenAnswer {
  url: string | null;
  text: string;
  note: string;
}

export const fetchLesson = (): Promise<LessonAnswer> => get('lesson');
/** Run an experiment; a prediction of null skips it. */
export const experiment = (id: string, prediction: string | null): Promise<Outcome> =>
  post('experiment', { id, prediction });
export const workedAnswer = (id: string, answer: string): Promise<WorkedAnswer> =>
  post('prompt', { id, answer });
export const fetchQuiz = (): Promise<{ items: QuizEntry[] }> => get('quiz');
export const pose = (id: string, seed?: number): Promise<Posed> =>
  post('quiz/pose', seed === undefined ? { id } : { id, seed });
export const grade = (id: string, seed: number, answer: string, attempt: number): Promise<Graded> =>
  post('quiz/grade', { id, seed, answer, attempt });
export const hint = (id: string, seed: number, step: number): Promise<{ hint: string | null }> =>
  post('quiz/hint', { id, seed, step });
export const openIn = (target: string, text: string): Promise<OpenAnswer> =>
  post('open', { target, text });
