/** Progress is kept whole: through damage, other pages, full stores, and files from elsewhere. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ASIDE, contentOf, DamagedError, KEY, Progress, type Store } from '../src/progress.svelte';
import golden from './alone.json';

class Memory implements Store {
  readonly held = new Map<string, string>();
  getItem = (name: string): string | null => this.held.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.held.set(name, value);
  removeItem = (name: string): void => void this.held.delete(name);
}

const refusing: Store = {
  getItem: () => null,
  setItem: () => {
    throw new Error('quota');
  },
  removeItem: () => undefined,
};

let store: Memory;
beforeEach(() => (store = new Memory()));

describe('progress', () => {
  it('is there again after a reload', () => {
    const progress = new Progress(store);
    progress.record('quiz', 'largest-rate', { correct: true });
    progress.record('quiz', 'largest-rate', { attempts: 2 });
    expect(new Progress(store).get('quiz', 'largest-rate')).toMatchObject({
      correct: true,
      attempts: 2,
    });
    expect(new Progress(store).notice).toBe('');
  });

  it('does not undo what another page wrote', () => {
    const [one, other] = [new Progress(store), new Progress(store)];
    one.record('section', 'why', { read: true });
    other.record('section', 'demo', { read: true });
    expect(Object.keys(new Progress(store).all('section'))).toEqual(['why', 'demo']);
  });

  it('forgets one record, or all', () => {
    const progress = new Progress(store);
    progress.record('section', 'why', { read: true });
    progress.record('prediction', 'nan', { status: 'wrong' });
    progress.forget('prediction', 'nan');
    expect([progress.count, progress.get('prediction', 'nan')]).toEqual([1, null]);
    progress.reset();
    expect(new Progress(store).count).toBe(0);
  });

  it('has no record by the name of an inherited property', () => {
    const progress = new Progress(store);
    expect(progress.get('quiz', 'constructor')).toBeNull();
    expect(progress.get('quiz', '__proto__')).toBeNull();
  });
});

describe('damage', () => {
  it.each([
    ['half a file', '{"format": "downslope-progress", "ver'],
    ['something else', '"hello"'],
    ['null', 'null'],
    ['no records', '{"format":"downslope-progress","version":1}'],
    [
      'records of another shape',
      '{"format":"downslope-progress","version":1,"records":{"quiz":{"a":1}}}',
    ],
    [
      'a prototype',
      '{"format":"downslope-progress","version":1,"records":{"__proto__":{"a":{"at":"x"}}}}',
    ],
    ['a later version', '{"format":"downslope-progress","version":2,"records":{}}'],
  ])('such as %s is moved aside, reported, and replaced', (_, text) => {
    store.setItem(KEY, text);
    const progress = new Progress(store);
    expect(progress.count).toBe(0);
    expect(progress.notice).toContain(ASIDE);
    expect(store.getItem(ASIDE)).toBe(text);
    progress.record('section', 'why', { read: true });
    expect(new Progress(store).get('section', 'why')).not.toBeNull();
  });
});

describe('a browser that keeps nothing', () => {
  it.each([null, refusing])('is reported, and the visit goes on', (store) => {
    const progress = new Progress(store);
    progress.record('section', 'why', { read: true });
    progress.record('section', 'demo', { read: true });
    expect(progress.count).toBe(2);
    expect(progress.notice).toContain('until you leave');
  });
});

describe('a file of progress', () => {
  it('is imported elsewhere, the later record winning', () => {
    const here = new Progress(store);
    here.record('quiz', 'a', { correct: false, seed: 4 });
    const there = new Progress(new Memory());
    there.import(
      JSON.stringify({
        format: 'downslope-progress',
        version: 1,
        records: {
          quiz: {
            a: { correct: true, at: '2999-01-01T00:00:00.000000+00:00' },
            b: { correct: true, at: '2026-01-01' },
          },
        },
      }),
    );
    expect(here.import(there.export())).toEqual({ changed: 2, isChecked: true });
    expect(here.get('quiz', 'a')).toMatchObject({ correct: true, seed: 4 });
    expect(here.import(there.export()).changed).toBe(0);
  });

  it('adds facts that only the earlier record has', () => {
    const here = new Progress(store);
    const facts = { hints: 2, correct: false, at: '2026-01-01' };
    const records = { quiz: { a: facts } };
    here.record('quiz', 'a', { correct: true });
    const file = JSON.stringify({ format: 'downslope-progress', version: 1, records });
    expect(here.import(file)).toEqual({ changed: 1, isChecked: false });
    expect(here.get('quiz', 'a')).toMatchObject({ correct: true, hints: 2 });
    expect(here.import(file).changed).toBe(0);
  });

  it.each([
    '',
    '[]',
    '{"format":"other"}',
    '{"format":"downslope-progress","version":9,"records":{}}',
  ])('such as %j is refused and changes nothing', (text) => {
    const progress = new Progress(store);
    progress.record('section', 'why', { read: true });
    expect(() => progress.import(text)).toThrow(DamagedError);
    expect(progress.count).toBe(1);
  });

  it('has a size that a person could have made', () => {
    expect(() => contentOf(' '.repeat(5 * 2 ** 20))).toThrow(DamagedError);
  });

  it('names no folder of the machine that an older terminal exported', () => {
    const folder = { path: '/home/ada', at: '2026-01-01' };
    const records = { learn: { folder, place: { at: '2026-01-01' } } };
    const progress = new Progress(store);
    expect(progress.import(JSON.stringify({ format: 'downslope-progress', version: 1, records })).changed).toBe(1);
    store.setItem(KEY, JSON.stringify({ format: 'downslope-progress', version: 1, records }));
    expect(new Progress(store).export()).not.toContain('/home/ada');
  });
});

describe('a checksum', () => {
  const sealed = (text: string): string => {
    const progress = new Progress(new Memory());
    progress.record('answer', 'mse', { text });
    return progress.export();
  };

  it('is the one that Python computes', () => {
    for (const text of golden.sealed) expect(contentOf(text).isChecked).toBe(true);
    expect(golden.sealed.length).toBeGreaterThan(3);
  });

  it.each(['', 'Ümläut ŷ', 'a "checksum" of mine', 'a\\b'])('finds any digit of %j that was changed', (text) => {
    const good = sealed(text);
    expect(contentOf(good).isChecked).toBe(true);
    expect(contentOf(good.replaceAll('\n', '\r\n').replaceAll(/^ +/gm, '')).isChecked).toBe(true);
    for (const { index } of good.matchAll(/\d/g)) {
      const digit = (Number(good[index]) + 1) % 10;
      expect(() => contentOf(`${good.slice(0, index)}${digit}${good.slice(index + 1)}`)).toThrow(DamagedError);
    }
  });

  it('covers the whole file', () => {
    const added = sealed('').replace(/\}$/, ', "records": {"answer": {"mse": {"at": "x"}}}}');
    expect(() => contentOf(added)).toThrow('its checksum does not match');
  });

  it('is not asked for where a file was cut off', () => {
    const good = sealed('a "b" \\');
    for (let end = good.indexOf('",') + 1; end < good.length - 1; end += 1) {
      expect(() => contentOf(good.slice(0, end))).toThrow('its end is missing');
    }
    expect(() => contentOf('')).toThrow('it is empty');
    expect(() => contentOf('{"format": "downslope-progress" 1}')).toThrow('no longer JSON');
  });
});
