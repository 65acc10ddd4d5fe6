/**
 * Learner's progress in this browser: sections read, predictions, quiz answers, written answers.
 *
 * The format is that of the terminal's progress file, so each can import the other's export, with a
 * checksum that finds damage.
 * Nothing here interrupts a lesson: a damaged record is moved aside and a new one started, and
 * without storage the progress lasts until the page is closed. `notice` reports either.
 */
import { checksum } from './checksum';

export const KEY = 'downslope.progress';
export const ASIDE = 'downslope.progress.aside';
const FORMAT = 'downslope-progress';
const VERSION = 1;
const CHECKSUM = 'checksum';
const LARGEST = 4 * 2 ** 20;

export type Kind = 'section' | 'prediction' | 'quiz' | 'answer';
export type Facts = { at: string } & Record<string, unknown>;
type Records = Record<string, Record<string, Facts>>;
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class DamagedError extends Error {}

export class Progress {
  notice = $state('');
  private records = $state.raw<Records>({});
  private inMemory = false;

  constructor(private readonly store: Store | null) {
    this.refresh();
  }

  /** The facts of one record, as this page or the terminal wrote them. */
  get(kind: Kind, id: string): Facts | null {
    return own(own(this.records, kind) ?? {}, id) ?? null;
  }

  all(kind: Kind): Record<string, Facts> {
    return own(this.records, kind) ?? {};
  }

  get count(): number {
    return Object.values(this.records).reduce((sum, entries) => sum + Object.keys(entries).length, 0);
  }

  /** Add facts to a record, replacing those of the same name. */
  record(kind: Kind, id: string, facts: Record<string, unknown>): void {
    this.refresh();
    const known = this.all(kind);
    const at = new Date().toISOString();
    this.keep({ ...this.records, [kind]: { ...known, [id]: { ...own(known, id), ...facts, at } } });
  }

  forget(kind: Kind, id: string): void {
    this.refresh();
    const { [id]: _, ...rest } = this.all(kind);
    this.keep({ ...this.records, [kind]: rest });
  }

  reset(): void {
    this.notice = '';
    this.keep({});
  }

  /** A file of all records, which ends with its checksum, as Python writes it. */
  export(): string {
    const start = `${written(toShare(this.records)).slice(0, -2)},\n `;
    return `${start}"${CHECKSUM}": "${checksum(start)}"\n}`;
  }

  /** Merge an exported file, as Python does; return how many records changed. Throws `DamagedError`. */
  import(text: string): { changed: number; isChecked: boolean } {
    const { records: given, isChecked } = contentOf(text);
    this.refresh();
    const merged: Records = { ...this.records };
    let changed = 0;
    for (const [kind, entries] of Object.entries(toShare(given))) {
      const known = { ...own(merged, kind) };
      for (const [id, theirs] of Object.entries(entries)) {
        const ours = own(known, id);
        const isNewer = !ours || theirs.at > ours.at;
        known[id] = isNewer ? { ...ours, ...theirs } : { ...theirs, ...ours };
        if (isNewer || Object.keys(known[id]).length > Object.keys(ours).length) changed += 1;
      }
      merged[kind] = known;
    }
    this.keep(merged);
    return { changed, isChecked };
  }

  /** Read the stored progress again: another page may have changed it. */
  refresh(): void {
    if (this.inMemory) return;
    let text: string | null;
    try {
      text = this.store?.getItem(KEY) ?? null;
    } catch {
      return this.lasts();
    }
    if (this.store === null) return this.lasts();
    if (text === null) return;
    try {
      this.records = contentOf(text).records;
    } catch (problem) {
      this.putAside(text, problem instanceof Error ? problem.message : String(problem));
    }
  }

  private putAside(text: string, why: string): void {
    this.records = {};
    try {
      const taken = this.store?.getItem(ASIDE) ?? text;
      const aside = taken === text ? ASIDE : `${ASIDE}.${Date.now()}`;
      this.store?.setItem(aside, text);
      this.store?.removeItem(KEY);
      this.notice = `The progress kept in this browser could not be read (${why}). It was moved to “${aside}”, and a new record was started.`;
    } catch {
      this.lasts();
    }
  }

  private keep(records: Records): void {
    this.records = records;
    if (this.inMemory) return;
    try {
      this.store?.setItem(KEY, written(records));
    } catch {
      this.lasts();
    }
  }

  private lasts(): void {
    this.inMemory = true;
    this.notice = 'This browser does not store data for this page, so your progress lasts until you leave. Export it to keep it.';
  }
}

export function browserStore(): Store | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

const written = (records: Records): string =>
  JSON.stringify({ format: FORMAT, version: VERSION, records }, null, 1);

/** Records that mean something elsewhere: not the folder of a terminal's exercises. */
function toShare(records: Records): Records {
  if (!own(records, 'learn')) return records;
  const { folder: _, ...learn } = records.learn;
  return { ...records, learn };
}

/** Parse the records of a progress file, and whether it has a checksum. Throws `DamagedError` with the reason. */
export function contentOf(text: string): { records: Records; isChecked: boolean } {
  if (text.length > LARGEST) throw new DamagedError('it is larger than 4 MB');
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new DamagedError(unreadable(text));
  }
  if (!isTable(given) || given.format !== FORMAT) throw new DamagedError('it is not marked as Downslope progress');
  if (!Number.isInteger(given.version) || (given.version as number) < 1) throw new DamagedError('it has no version');
  if ((given.version as number) > VERSION) throw new DamagedError(`it was written by a newer Downslope, version ${String(given.version)}`);
  if (!isTable(given.records)) throw new DamagedError('it has no records');
  const records = Object.fromEntries(
    Object.entries(given.records).map(([kind, entries]) => [kind, entriesOf(kind, entries)]),
  );
  const isChecked = Object.hasOwn(given, CHECKSUM);
  if (isChecked && !isSealed(text, given[CHECKSUM])) {
    throw new DamagedError('its checksum does not match: it was changed after the export');
  }
  return { records, isChecked };
}

function isSealed(text: string, given: unknown): boolean {
  const start = text.lastIndexOf(`"${CHECKSUM}"`);
  const end = text.slice(start + CHECKSUM.length + 2);
  return start >= 0 && /^\s*:\s*"[^"]*"\s*\}\s*$/.test(end) && given === checksum(text.slice(0, start));
}

/** Why a text that is not JSON cannot be read. */
function unreadable(text: string): string {
  if (text.trim() === '') return 'it is empty';
  if (!new RegExp(`^\\s*\\{\\s*"format"\\s*:\\s*"${FORMAT}"`).test(text)) return 'it is not JSON';
  return isOpen(text) ? 'its end is missing: it was cut off' : 'it is no longer JSON: it was changed after the export';
}

/** Whether a text stops inside a string or before its last bracket. */
function isOpen(text: string): boolean {
  const rest = text.replace(/"(?:[^"\\]|\\.)*"/gs, '');
  return rest.includes('"') || rest.split(/[{[]/).length > rest.split(/[}\]]/).length;
}

function entriesOf(kind: string, entries: unknown): Record<string, Facts> {
  const fine =
    kind !== '__proto__' &&
    isTable(entries) &&
    Object.entries(entries).every(
      ([id, facts]) => id !== '__proto__' && isTable(facts) && typeof facts.at === 'string',
    );
  if (!fine) throw new DamagedError(`“${kind.slice(0, 40)}” does not hold records`);
  return entries as Record<string, Facts>;
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
