/**
 * Answers of an exported page to its own requests, which otherwise go to the server: the same paths,
 * the same fields. What only Python can do is refused in a sentence.
 */
import { type Transport } from '../api';
import type { DataDescriptor, LabData } from '../data';
import { AbsentError, contentOf, opening } from './content';
import { graded, posedOf, scored } from './grading';
import { linkOf } from './links';
import { Generator } from './random';
import { examplePoints, lessonLine, tableOf, withFeatures } from './samples';
import { csvOf, readSheet, tableIn, type Sheet } from './sheets';

type Fields = Record<string, unknown>;
type Answer = (fields: Fields) => unknown;

export class Refused extends Error {}

/** Numbers from which a network of any size takes its random start. */
const NORMALS = 1040;
const sheets = new Map<string, Sheet>();

export async function dataOf(descriptor: DataDescriptor): Promise<LabData> {
  const data = await whole(descriptor);
  const { features } = descriptor;
  if (!features || descriptor.kind === 'upload') return data;
  const unknown = features.find((name) => !data.names.includes(name));
  if (unknown !== undefined) throw new Refused(`There is no column '${unknown}': the columns are ${data.names.join(', ')}.`);
  return withFeatures(data, features);
}

async function whole(descriptor: DataDescriptor): Promise<LabData> {
  switch (descriptor.kind) {
    case 'lesson':
      return lessonLine(descriptor);
    case 'example':
      return examplePoints(descriptor, opening().points[descriptor.points]);
    case 'case':
      return contentOf(`data-${descriptor.case}`);
    case 'dataset':
      return contentOf(`data-${descriptor.name}`);
    case 'points':
      return tableOf(descriptor, `${descriptor.y.length.toLocaleString('en-US')} points edited on the page`);
    case 'file':
      throw new Refused('A file of the command line is not in an exported page: open it under “Your data”.');
    case 'upload': {
      const sheet = sheets.get(descriptor.id);
      if (!sheet) throw new Refused('The file that the link names was open in another visit: open it again under “Your data”.');
      return tableIn(sheet, descriptor);
    }
  }
}

const ANSWERS: Record<string, Answer> = {
  start: () => opening().start,
  'random-start': () => ({ normals: new Generator(0).normals(NORMALS) }),
  lesson: () => contentOf('lesson'),
  quiz: () => contentOf('quiz'),
  data: ({ data }) => dataOf(data as DataDescriptor),
  csv: async ({ data }) => csvOf(await dataOf(data as DataDescriptor)),
  experiment: async ({ id, prediction }) => scored((await contentOf('experiments'))[String(id)], prediction as string | null),
  prompt: async ({ id }) => (await contentOf('prompts'))[String(id)],
  'quiz/pose': async ({ id, seed }) => posedOf(await questions(String(id)), seed as number | undefined),
  'quiz/grade': async ({ id, seed, answer, attempt }) =>
    graded(await question(String(id), seed), String(answer), Number(attempt)),
  'quiz/hint': async ({ id, seed, step }) => ({ hint: (await question(String(id), seed)).hints[Number(step) - 1] ?? null }),
  open: async ({ target, text }) => linkOf((await contentOf('lesson')).targets, String(target), String(text)),
};

async function questions(id: string) {
  const { items } = await contentOf('quiz');
  const topic = items.find((item) => item.id === id)?.topic ?? '';
  return (await contentOf(`quiz-${topic}`))[id];
}

async function question(id: string, seed: unknown) {
  const all = await questions(id);
  return all.find(({ posed }) => posed.seed === seed) ?? all[0];
}

/** Answer a request as the server would; errors are answers, too. */
export const answering: Transport = async (url, init) => {
  const [path, query = ''] = url.replace(/^api\//, '').split('?');
  try {
    return reply(await answerTo(path, query, init), 200);
  } catch (problem) {
    if (init.signal?.aborted) throw problem;
    return reply({ error: messageFor(problem), ...placeOf(problem) }, 400);
  }
};

async function answerTo(path: string, query: string, init: RequestInit): Promise<unknown> {
  if (path === 'upload') {
    const name = new URLSearchParams(query).get('name') ?? 'pasted.csv';
    const sheet = readSheet(await new Response(init.body).text(), name);
    sheets.set(sheet.id, sheet);
    const { id, columns, rows, target, preview } = sheet;
    return { id, name, columns, rows, target, preview };
  }
  if (!Object.hasOwn(ANSWERS, path)) throw new Refused('This needs Python: an exported page cannot do it alone.');
  const fields = typeof init.body === 'string' ? (JSON.parse(init.body) as Fields) : {};
  return ANSWERS[path](fields);
}

function messageFor(problem: unknown): string {
  if (problem instanceof AbsentError) return `There are no data '${problem.message.replace('data-', '')}' in this page.`;
  if (problem instanceof TypeError) return 'A part of the page could not be loaded: check the connection, and try again.';
  return problem instanceof Error ? problem.message : String(problem);
}

function placeOf(problem: unknown): { row?: number; column?: string } {
  const { row, column } = problem as { row?: number; column?: string };
  return { row, column };
}

const reply = (answer: unknown, status: number): Response =>
  new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), { status });
