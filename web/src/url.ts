/**
 * Settings in the hash of the address: written for people to read, and validated when they are read.
 *
 *   #data=lesson&n=100&noise=1&seed=0&low=0&high=10&lr=0.01&epochs=200&epoch=57&rule=gd&…
 *   #data=example&points=lesson-yes-no&n=100&seed=0&model=logistic&alpha=0.5&lr=0.1&…
 *
 * Reading always gives usable settings, and a notice for every value that was changed.
 */
import { CASES, EXAMPLE_ROWS, LESSON, POINTS, type CaseName, type DataDescriptor, type PointsName, type TableChoice } from './data';
import { isHidden } from './hiding';
import { defaultsOf, MODELS, type ModelName } from './lib/models/catalog';
import { LOSSES } from './lib/problem';
import { RULES } from './lib/rules';
import { DEFAULTS, LIMITS, type RunSettings, type Settings } from './settings';

const LESSON_FIELDS = ['n', 'noise', 'seed', 'low', 'high'] as const;
const RESIDUALS = ['none', 'lines', 'squares'] as const;
export const MOST_POINTS_IN_A_LINK = 300;
const MOST_WEIGHTS = 1041;

export interface Restored {
  settings: Settings;
  /** Whether the hash names data; if not, the server chooses them. */
  namesData: boolean;
  notices: string[];
}

export function toHash(settings: Settings): string {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(dataFields(settings.data))) fields.set(name, value);
  for (const [name, value] of Object.entries(runFields(settings))) fields.set(name, value);
  fields.set('epoch', String(settings.epoch));
  if (settings.axes) fields.set('axes', settings.axes.join(','));
  fields.set('residuals', settings.residuals);
  fields.set('closed', settings.closedForm ? '1' : '0');
  for (const pin of settings.pins) fields.append('pin', pinText(pin));
  return `#${fields.toString().replaceAll('%2C', ',').replaceAll('%3B', ';').replaceAll('%3A', ':')}`;
}

const PACKED = 'run=';

/** The hash, written so that its values are not read at a glance: for pages that hide some of them. */
export function packed(hash: string): string {
  const text = btoa(hash.slice(1)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `#${PACKED}${text}`;
}

/** The hash as it was before it was packed; null if it is damaged. */
export function unpacked(hash: string): string | null {
  if (!hash.startsWith(`#${PACKED}`)) return hash;
  try {
    return `#${atob(hash.slice(1 + PACKED.length).replaceAll('-', '+').replaceAll('_', '/'))}`;
  } catch {
    return null;
  }
}

/** Read a link; notices about parts that the page hides name neither the setting nor its values. */
export function fromHash(hash: string, hidden = new Set<string>()): Restored {
  const whole = unpacked(hash);
  const reader = new Reader(new URLSearchParams((whole ?? '').replace(/^#/, '')), hidden);
  if (whole === null) reader.notices.push('The link is damaged, so the lab opens as it does without one: ask for the link again.');
  const data = reader.data();
  const settings: Settings = {
    ...reader.run(),
    data: data ?? LESSON,
    epoch: reader.number('epoch', DEFAULTS.epoch, [0, LIMITS.epochs[1]], true),
    axes: reader.axes(),
    residuals: reader.choice('residuals', RESIDUALS, DEFAULTS.residuals),
    closedForm: reader.flag('closed', DEFAULTS.closedForm),
    pins: reader.pins(),
  };
  if (settings.epoch > settings.epochs) settings.epoch = settings.epochs;
  return { settings, namesData: data !== null, notices: reader.notices };
}

function dataFields(data: DataDescriptor): Record<string, string> {
  const fields: Record<string, string> = { data: data.kind };
  if (data.kind === 'lesson') {
    for (const name of LESSON_FIELDS) fields[name] = String(data[name]);
  } else if (data.kind === 'example') {
    Object.assign(fields, { points: data.points, n: String(data.n), seed: String(data.seed) });
  } else if (data.kind === 'case') fields.case = data.case;
  else if (data.kind === 'dataset') fields.name = data.name;
  else if (data.kind === 'upload' || data.kind === 'file') {
    if (data.kind === 'upload') fields.id = data.id;
    if (data.target) fields.target = data.target;
    if (data.drop_missing) fields.drop = '1';
  } else if (data.kind === 'points' && data.y.length <= MOST_POINTS_IN_A_LINK) {
    fields.names = data.names.join(',');
    fields.target = data.target;
    fields.columns = data.columns.map(shortNumbers).join(';');
    fields.y = shortNumbers(data.y);
  }
  if (data.features) fields.features = data.features.join(',');
  return fields;
}

function runFields(run: RunSettings): Record<string, string> {
  const fields: Record<string, string> = {
    lr: String(run.lr),
    epochs: String(run.epochs),
    rule: run.rule,
    loss: run.loss,
    standardize: run.standardize ? '1' : '0',
  };
  if (run.model !== 'least-squares') fields.model = run.model;
  for (const setting of MODELS[run.model].takes) fields[setting] = String(run[setting]);
  if (run.start) fields.start = run.start.join(',');
  return fields;
}

const pinText = (pin: RunSettings): string =>
  Object.entries(runFields(pin)).map(([name, value]) => `${name}:${value}`).join(';');

const shortNumbers = (values: number[]): string =>
  values.map((value) => String(Number(value.toPrecision(9)))).join(',');

/** Parts of the page that show a field of the link, where they have another name. */
const PART_OF: Record<string, string> = {
  lr: 'rate',
  ...Object.fromEntries([...LESSON_FIELDS, 'points', 'case', 'drop'].map((name) => [name, 'data'])),
  ...Object.fromEntries(['alpha', 'l1_ratio', 'delta', 'hidden'].map((name) => [name, 'model'])),
};
const UNNAMED = 'A value in the link, for something that is hidden here, cannot be used. Another one is used instead.';

class Reader {
  readonly notices: string[] = [];

  constructor(
    private readonly fields: URLSearchParams,
    private readonly hidden: Set<string>,
  ) {}

  /** Note what was changed about a field. */
  private note(field: string, text: string): void {
    this.notices.push(isHidden(PART_OF[field] ?? field, this.hidden) ? UNNAMED : text);
  }

  data(): DataDescriptor | null {
    const ofLesson = LESSON_FIELDS.some((name) => this.fields.has(name));
    const kind = this.fields.get('data') ?? (ofLesson ? 'lesson' : null);
    if (kind === null) return null;
    const made = this.descriptor(kind);
    if (made === null) {
      this.note('data', `The link's data “${short(kind)}” cannot be opened. The lesson's data are shown instead.`);
      return null;
    }
    const features = this.fields.get('features');
    return features ? { ...made, features: features.split(',') } : made;
  }

  private descriptor(kind: string): DataDescriptor | null {
    if (kind === 'lesson') return this.lesson();
    if (kind === 'example') {
      return {
        kind,
        points: this.choice('points', Object.keys(POINTS) as PointsName[], 'lesson-line'),
        n: this.number('n', EXAMPLE_ROWS, LIMITS.example, true),
        seed: this.number('seed', 0, LIMITS.seed, true),
      };
    }
    if (kind === 'case') {
      const name = this.choice('case', CASES, 'collinear');
      return { kind, case: name as CaseName };
    }
    if (kind === 'dataset') {
      const name = this.fields.get('name') ?? '';
      return /^[\w-]{1,40}$/.test(name) ? { kind, name } : null;
    }
    if (kind === 'file') return { kind, ...this.table() };
    if (kind === 'upload') {
      const id = this.fields.get('id') ?? '';
      return /^[\w-]{1,64}$/.test(id) ? { kind, id, ...this.table() } : null;
    }
    return kind === 'points' ? this.points() : null;
  }

  private table(): TableChoice {
    const target = this.fields.get('target');
    const choice: TableChoice = target ? { target } : {};
    return this.flag('drop', false) ? { ...choice, drop_missing: true } : choice;
  }

  private lesson(): DataDescriptor {
    const low = this.number('low', LESSON.low, LIMITS.range);
    let high = this.number('high', LESSON.high, LIMITS.range);
    if (high <= low) {
      high = low + 1;
      this.note('low', `The link's x-range is empty. It now goes from ${low} to ${high}.`);
    }
    return {
      kind: 'lesson',
      n: this.number('n', LESSON.n, LIMITS.n, true),
      noise: this.number('noise', LESSON.noise, LIMITS.noise),
      seed: this.number('seed', LESSON.seed, LIMITS.seed, true),
      low,
      high,
    };
  }

  private points(): DataDescriptor | null {
    const y = numbers(this.fields.get('y'));
    const columns = (this.fields.get('columns') ?? '').split(';').map(numbers);
    const names = (this.fields.get('names') ?? '').split(',').map(short);
    if (y === null || y.length < 2 || y.length > LIMITS.points) return null;
    if (columns.length !== names.length || columns.some((c) => c?.length !== y.length)) return null;
    const target = short(this.fields.get('target') ?? 'y');
    return { kind: 'points', names, target, columns: columns as number[][], y };
  }

  run(): RunSettings {
    const model = this.choice('model', Object.keys(MODELS) as ModelName[], DEFAULTS.model);
    const settings = defaultsOf(model);
    for (const name of MODELS[model].takes) {
      settings[name] = this.number(name, settings[name], LIMITS[name], name === 'hidden');
    }
    return {
      model,
      ...settings,
      lr: this.rate(),
      epochs: this.number('epochs', DEFAULTS.epochs, LIMITS.epochs, true),
      rule: this.choice('rule', Object.keys(RULES) as RunSettings['rule'][], DEFAULTS.rule),
      loss: this.choice('loss', LOSSES, DEFAULTS.loss),
      standardize: this.flag('standardize', DEFAULTS.standardize),
      start: this.start(),
    };
  }

  /** The learning rate; one that is not above 0 has no nearest valid rate. */
  private rate(): number {
    const lr = this.number('lr', DEFAULTS.lr, [-Infinity, LIMITS.lr[1]]);
    if (lr >= LIMITS.lr[0]) return lr;
    this.note('lr', `lr=${short(this.fields.get('lr') ?? '')} in the link is out of range: ${DEFAULTS.lr} is used.`);
    return DEFAULTS.lr;
  }

  private start(): number[] | null {
    const given = this.fields.get('start');
    if (given === null) return null;
    const start = numbers(given);
    const usable = start !== null && start.length <= MOST_WEIGHTS && start.every((v) => Math.abs(v) <= 1e9);
    if (!usable) this.note('start', `start=${short(given)} in the link is not a list of weights: it is ignored.`);
    return usable ? start : null;
  }

  axes(): [number, number] | null {
    const axes = numbers(this.fields.get('axes'));
    const usable = axes?.length === 2 && axes[0] !== axes[1];
    return usable && axes.every((j) => Number.isInteger(j) && j >= 0 && j < MOST_WEIGHTS)
      ? [axes[0], axes[1]]
      : null;
  }

  pins(): RunSettings[] {
    return this.fields.getAll('pin').slice(0, LIMITS.pins).map((text) => {
      const parts = text.split(';').map((part) => part.split(':') as [string, string]);
      const pin = new Reader(new URLSearchParams(parts.filter((part) => part.length === 2)), this.hidden);
      const run = pin.run();
      this.notices.push(...pin.notices.map((notice) => (notice === UNNAMED ? notice : `A pinned run: ${notice}`)));
      return run;
    });
  }

  number(name: string, fallback: number, limits: readonly [number, number], whole = false): number {
    const given = this.fields.get(name);
    if (given === null) return fallback;
    const value = given.trim() === '' ? NaN : Number(given);
    if (!Number.isFinite(value)) {
      this.note(name, `${name}=${short(given)} in the link is not a number: ${fallback} is used.`);
      return fallback;
    }
    const used = Math.min(Math.max(whole ? Math.round(value) : value, limits[0]), limits[1]);
    if (used !== value) {
      this.note(name, `${name}=${short(given)} in the link is out of range: ${used} is used.`);
    }
    return used;
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const given = this.fields.get(name);
    if (given === null) return fallback;
    const found = choices.find((choice) => choice === given);
    if (found === undefined) {
      this.note(name, `${name}=${short(given)} in the link is not known: ${fallback} is used.`);
    }
    return found ?? fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    return this.choice(name, ['0', '1'], fallback ? '1' : '0') === '1';
  }
}

function numbers(text: string | null): number[] | null {
  if (text === null || text.trim() === '') return null;
  const values = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  return values.every(Number.isFinite) ? values : null;
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
