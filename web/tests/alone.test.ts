/** The exported page answers itself what Python would answer, on the cases in alone.json. */
import { describe, expect, test } from 'vitest';
import type { Ending, Keyed } from '../src/alone/content';
import { graded, scored, Unreadable } from '../src/alone/grading';
import { linkOf } from '../src/alone/links';
import { floatOf, general, repr } from '../src/alone/numerals';
import { examplePoints, lessonLine, withFeatures } from '../src/alone/samples';
import { csvOf, MARKS, readSheet, SheetError, tableIn } from '../src/alone/sheets';
import type { DataDescriptor, LabData, Lesson } from '../src/data';
import type { Graded, Outcome, Target } from '../src/panels/learn/lesson';
import golden from './alone.json';

const close = (mine: unknown, python: unknown, where = ''): void => {
  if (typeof python === 'number' && typeof mine === 'number') {
    expect(Math.abs(mine - python), where).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(python), 1e-6));
  } else if (Array.isArray(python)) {
    expect((mine as unknown[]).length, where).toBe(python.length);
    python.forEach((value, i) => close((mine as unknown[])[i], value, `${where}[${i}]`));
  } else expect(mine, where).toEqual(python);
};

describe('data', () => {
  test.each(golden.data.map((each) => [JSON.stringify(each.descriptor), each] as const))('%s', (_, { descriptor, answer }) => {
    const made = descriptor as unknown as DataDescriptor;
    const about = answer.source;
    const mine = made.kind === 'lesson' ? lessonLine(made as Lesson) : examplePoints(made as never, about);
    for (const [name, python] of Object.entries(answer)) {
      if (name !== 'loss_floor' || (python as number) > 1e-9) close(mine[name as keyof LabData], python, name);
    }
  });

  test('some features of a table are that table without the others', () => {
    const { points, n, seed } = { points: 'lesson-useless-columns' as const, n: 30, seed: 11 };
    const all = examplePoints({ kind: 'example', points, n, seed }, '');
    const two = withFeatures(all, ['x2', 'x1']);
    const [a, b] = [all.columns[1], all.columns[0]];
    const square = (rows: number[][], i: number, j: number): number => rows.reduce((sum, row) => sum + row[i] * row[j], 0);
    const rows = a.map((value, i) => [value, b[i], 1, all.y[i]]);
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++) expect(square(two.equivalent, i, j)).toBeCloseTo(square(rows, i, j), 8);
    expect(two.weight_names).toEqual(['x2', 'x1', 'intercept']);
    expect(two.loss_floor!).toBeGreaterThan(all.loss_floor!);
  });
});

test('numbers are written as Python writes them', () => {
  for (const { value, g, '4g': four } of golden.numbers) {
    const number = floatOf(value)!;
    expect([repr(number), general(number), general(number, 4)]).toEqual([value, g, four]);
  }
});

describe('CSV', () => {
  const read = (text: string): LabData & { offered: unknown } => {
    const sheet = readSheet(text, 'mine.csv');
    return { ...tableIn(sheet, { kind: 'upload', id: sheet.id, target: sheet.target }), offered: sheet.columns };
  };
  test.each(Object.entries(golden.csv))('%s', (_, { text, ...python }) => {
    let mine: Record<string, unknown> = {};
    try {
      const table = read(text);
      mine = { table };
    } catch (problem) {
      expect(problem).toBeInstanceOf(SheetError);
      mine = { error: (problem as SheetError).message };
    }
    if ('error' in python) expect(mine.error).toBe((python.error as { error: string }).error);
    else expect(mine.table).toMatchObject(python.table as object);
  });
  test.each(Object.entries(golden.refused))('Python reads it, and the page says so: %s', (_, text) => {
    expect(() => read(text)).toThrow(/downslope lab mine\.csv|missing value in row/);
  });
  test('the same spellings are missing values', () => expect([...MARKS]).toEqual(golden.missing));
  test('a table is written so that it reads back to the same bits', () => {
    const line = lessonLine({ kind: 'lesson', n: 50, noise: 1e-7, seed: 3, low: 0, high: 1e9 });
    const again = read(csvOf(line));
    expect(again.columns).toEqual(line.columns);
    expect(again.y).toEqual(line.y);
  });
});

describe('grading', () => {
  const alike = (run: () => unknown, python: { error?: string; answer: unknown }): void => {
    if (python.error === undefined) expect(run()).toMatchObject(python.answer as object);
    else expect(run).toThrow(Unreadable);
  };
  test.each(golden.quiz.map((each) => [each.keyed.posed.item_id, each] as const))('quiz %s', (_, { keyed, answers }) => {
    const key = keyed as unknown as Keyed;
    for (const each of answers as { answer: string; attempt: number; error?: string; graded?: Graded }[]) {
      const python = (each.graded ?? {}) as Graded & Record<string, unknown>;
      const { attempt, correct, feedback, hint, answer, why } = python;
      const wanted = { attempt, correct, feedback, hint, answer, why };
      alike(() => graded(key, each.answer, each.attempt), { error: each.error, answer: wanted });
    }
  });
  test.each(golden.experiments.map((each) => [each.ending.question.id, each] as const))('experiment %s', (_, { ending, answers }) => {
    for (const each of answers as { prediction: string | null; error?: string; scored?: Outcome['scored'] }[]) {
      alike(() => scored(ending as unknown as Ending, each.prediction).scored, { error: each.error, answer: each.scored });
    }
  });
});

test('links carry what they carry in Python', () => {
  for (const { target, text, answer } of golden.links) {
    const mine = linkOf([target as Target], target.name, text);
    expect({ url: mine.url, text: mine.text, note: mine.note }).toEqual({ url: answer.url, text: answer.text, note: answer.note });
  }
});
