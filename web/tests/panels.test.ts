/** The small readers behind the panels: commands, Markdown, CSV text, links. */
import { describe, expect, it } from 'vitest';
import { tabsAsCommas } from '../src/panels/data/bringing.svelte';
import { lineOf, troubleOf } from '../src/panels/data/upload';
import { ApiError } from '../src/api';
import type { Section } from '../src/panels/learn/lesson';
import { DEMO, isForLab, picturedIn, same, setupOf } from '../src/panels/learn/setups';
import { HIDEABLE, limitsOfLink, linkTo } from '../src/panels/share/links';
import { blocksOf, spansOf } from '../src/panels/side/markdown';
import { hiddenControls, isHidden, TELLING } from '../src/hiding';

describe('a command of the lesson', () => {
  it('is set up in the lab', () => {
    expect(setupOf('downslope demo')).toEqual(DEMO);
    expect(setupOf('downslope demo --lr 0.1 --noise=10')).toEqual({ ...DEMO, lr: 0.1, noise: 10 });
    expect(setupOf('downslope demo --standardize')).toEqual({ ...DEMO, standardize: true });
    expect(setupOf('downslope demo --rule momentum')).toEqual({ ...DEMO, rule: 'momentum' });
  });

  it('may be about data', () => {
    expect(setupOf('downslope train hubble --lr 0.001,0.1,1')).toEqual({ verb: 'data', dataset: 'hubble', epochs: 200, lr: 0.001 });
    expect(setupOf('downslope compare --case collinear')).toEqual({ verb: 'compare', case: 'collinear', epochs: 200 });
    expect(setupOf('downslope demo --epochs 6 --every 1')).toEqual({ ...DEMO, epochs: 6 });
  });

  it.each(['downslope sweep ../etc/passwd', 'downslope quiz', 'downslope demo --plot a.png', 'downslope demo --lr', 'downslope demo --rule adam9', 'downslope train hubble --batch-size 8', 'rm -rf /', ''])(
    'such as %j is only copied',
    (line) => expect(setupOf(line)).toBeNull(),
  );

  it('is the same run as an experiment, or is not', () => {
    expect(same({ ...DEMO }, DEMO)).toBe(true);
    expect(same({ ...DEMO, case: '' }, DEMO)).toBe(true);
    expect(same({ ...DEMO, lr: 0.1 }, DEMO)).toBe(false);
    expect(same({ verb: 'compare', case: 'collinear', epochs: 200 }, DEMO)).toBe(false);
    expect(same({ ...DEMO, rule: 'gd', batch_size: 0 }, DEMO)).toBe(true);
    expect(same({ ...DEMO, rule: 'momentum' }, DEMO)).toBe(false);
    expect(same({ ...DEMO, batch_size: 10 }, DEMO)).toBe(false);
  });

  it('may train another model', () => {
    const logistic = {
      verb: 'model',
      points: 'lesson-yes-no',
      model: 'logistic',
      n: 100,
      seed: 0,
      epochs: 200,
      lr: 0.5,
      standardize: false,
    } as const;
    expect(setupOf('downslope train lesson-yes-no --model logistic --lr 0.5')).toEqual(logistic);
    expect(setupOf('downslope train lesson-yes-no --model adaline --lr 0.5')).toBeNull();
    // An experiment names settings that the model does not have, and defaults.
    const experiment = { ...logistic, alpha: 0, delta: 1, hidden: 4, start_scale: 1, standardize: false };
    expect(same(experiment, logistic)).toBe(true);
    expect(same({ ...experiment, alpha: 1 }, logistic)).toBe(false);
    expect(same({ ...experiment, model: 'softmax' }, logistic)).toBe(false);
    expect(isForLab(experiment)).toBe(true);
    expect(isForLab({ ...experiment, start_scale: 0 })).toBe(false);
    expect(isForLab({ ...experiment, rule: 'adam' })).toBe(true);
    expect(isForLab({ ...experiment, rule: 'adagrad' as never })).toBe(false);
    expect(same({ ...experiment, model: 'ridge', alpha: 1 }, { ...logistic, model: 'ridge' })).toBe(true);
  });

  it('is for the lab if it uses all rows at once', () => {
    expect(isForLab({ ...DEMO, rule: 'momentum', batch_size: 0 })).toBe(true);
    expect(isForLab({ ...DEMO, batch_size: 10 })).toBe(false);
    expect(isForLab({ verb: 'split', epochs: 200, n: 10 })).toBe(false);
  });
});

describe('Markdown', () => {
  it('has paragraphs, lists and code', () => {
    const kinds = blocksOf(
      'One\ntwo\n\n- a\n- b\n  more\n\n```text\nx  y\n```\n\n    indented',
    ).map((each) => [each.kind, each.lines]);
    expect(kinds).toEqual([
      ['text', ['One', 'two']],
      ['list', ['a', 'b more']],
      ['code', ['x  y']],
      ['code', ['indented']],
    ]);
  });

  it('marks code before emphasis, and leaves products alone', () => {
    expect(spansOf('a `b * c * d` **e** *f* 2 * 3 * 4')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'code', text: 'b * c * d' },
      { kind: 'text', text: ' ' },
      { kind: 'strong', text: 'e' },
      { kind: 'text', text: ' ' },
      { kind: 'em', text: 'f' },
      { kind: 'text', text: ' 2 * 3 * 4' },
    ]);
  });

  it('keeps HTML as letters', () => {
    expect(spansOf('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'text', text: '<img src=x onerror=alert(1)>' },
    ]);
  });
});

it('starts a model from given weights', () => {
  const line = 'downslope diagnose lesson-bend --model network --hidden 1 --lr 0.05 --start 0,-1,0,0';
  const setup = setupOf(line);
  expect(setup?.start).toEqual([0, -1, 0, 0]);
  expect(same(setup!, setupOf(line)!)).toBe(true);
  expect(same(setup!, setupOf(line.replace('-1', '1'))!)).toBe(false);
  expect(setupOf(line.replace('-1', 'up'))).toBeNull();
});

describe('the pictures of a section', () => {
  const section = (id: string, ...lines: string[]): Section => ({
    id, title: '', summary: '', minutes: 1, html: '', next: null, experiments: [], prompts: [],
    see: lines.map((line) => ({ line, shows: '' })),
  });
  const huber = 'downslope train lesson-outliers --model huber --lr 0.05';
  const all = [section('part-two', 'downslope train --help'), section('huber', 'downslope demo', huber)];

  it('are of its first run of a model, or else of its first run', () => {
    expect(picturedIn(all[1], all)).toEqual([huber]);
    const adam = 'downslope train lesson-line --rule adam --lr 0.5';
    expect(picturedIn(section('adam', adam), all)).toEqual([adam]);
    const lines = ['downslope train hubble --batch-size 8', 'downslope fit hubble', 'downslope demo'];
    expect(picturedIn(section('why', ...lines), all)).toEqual(['downslope fit hubble']);
    expect(picturedIn(section('why', lines[0]), all)).toEqual([]);
  });

  it('open part two with the landscapes of several', () => {
    expect(picturedIn(all[0], all)).toEqual(['downslope train lesson-line --lr 0.01', huber]);
  });
});

describe('pasted text', () => {
  const text = 'a,b\r\n1,2\r\nx,4\n5,6';

  it('shows the row that an error names', () => {
    expect(lineOf(text, 2)).toEqual({ text: 'x,4', start: 10, end: 13 });
    expect(lineOf(text, 3)?.text).toBe('5,6');
    expect(lineOf(text, 4)).toBeNull();
  });

  it('is searched for the row, or for the line of the file', async () => {
    const content = new Blob([text]);
    expect(await troubleOf(new ApiError('no', 400, 2), content)).toEqual({
      message: 'no',
      row: 2,
      line: 'x,4',
    });
    expect(await troubleOf(new ApiError('bad line 3 here', 400), content)).toMatchObject({
      row: 2,
      line: 'x,4',
    });
    expect(await troubleOf(new Error('no'), content)).toEqual({ message: 'no', row: undefined });
  });

  it('may come from a spreadsheet', () => {
    expect(tabsAsCommas('a\tb\n1\t2,5')).toBe('a,b\n1,"2,5"');
    expect(tabsAsCommas('a,b\n1,2')).toBe('a,b\n1,2');
  });
});

describe('a link', () => {
  it('hides what a teacher ticks, and is read back', () => {
    const link = linkTo('http://127.0.0.1:8765/?hide=pins#old', '#lr=0.1', ['rate', 'your-data']);
    expect(link).toBe('http://127.0.0.1:8765/?hide=rate,your-data#lr=0.1');
    expect([...hiddenControls(new URL(link).search)]).toEqual(['rate', 'your-data']);
    expect(linkTo(link, '#a', [])).toBe('http://127.0.0.1:8765/#a');
  });

  it('says what it cannot carry', () => {
    const many = Array.from({ length: 301 }, (_, i) => i);
    const points = { kind: 'points' as const, names: ['x'], target: 'y', columns: [many], y: many };
    expect(limitsOfLink(points)).toContain('300');
    expect(limitsOfLink({ ...points, columns: [[1, 2]], y: [1, 2] })).toBe('');
    expect(limitsOfLink({ kind: 'upload', id: 'a' })).toContain('not in the link');
  });

  it('hides what tells a hidden part', () => {
    const telling: [string, string[]][] = [
      ['sweep', ['rate', 'limits']],
      ['directions', ['rate', 'limits']],
      ['forecast', ['rate', 'limits', 'verdict']],
      ['reason', ['rate', 'limits', 'epochs', 'rule', 'standardize']],
      ['code', ['rate', 'model', 'epochs', 'rule', 'loss', 'standardize', 'start', 'data']],
      ['prompt', ['rate', 'model', 'epochs', 'rule', 'loss', 'data', 'limits', 'verdict', 'forecast']],
    ];
    expect(telling.map(([part]) => part).sort()).toEqual(Object.keys(TELLING).sort());
    for (const [part, told] of telling) {
      expect(isHidden(part, new Set())).toBe(false);
      for (const name of told) expect([part, name, isHidden(part, new Set([name]))]).toEqual([part, name, true]);
    }
    expect(isHidden('rate', new Set(['limits']))).toBe(false);
  });

  it('offers to hide all that can be hidden, and nothing else', () => {
    const sources = Object.values(
      import.meta.glob<string>('../src/**/*.{svelte,ts}', { eager: true, query: '?raw', import: 'default' }),
    ).join();
    const used = [...sources.matchAll(/\.shows\('([a-z-]+)'\)/g)].map((match) => match[1]);
    const panels = ['learn', 'your-data', 'share'];
    const hideable = new Set([...HIDEABLE.map(({ name }) => name), ...Object.keys(TELLING)]);
    expect([...new Set([...used, ...panels])].sort()).toEqual([...hideable].sort());
  });
});
