/**
 * Where the learner is, kept in this browser: read sections, predictions, quiz answers, own words.
 *
 * The format is that of the terminal's progress file, so what is exported here is imported there.
 * Nothing here stops a lesson: what is damaged is kept aside and begun anew, and where nothing can
 * be kept it lasts until the page is left. `notice` says so.
 */
export const KEY = 'downslope.progress';
export const ASIDE = 'downslope.progress.aside';
const FORMAT = 'downslope-progress';
const VERSION = 1;
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

  /** Facts of one record, each as this page or the terminal wrote it. */
  get(kind: Kind, id: string): Facts | null {
    return own(own(this.records, kind) ?? {}, id) ?? null;
  }

  all(kind: Kind): Record<string, Facts> {
    return own(this.records, kind) ?? {};
  }

  get count(): number {
    return Object.values(this.records).reduce((sum, entries) => sum + Object.keys(entries).length, 0);
  }

  /** Add facts to a record, over older ones of the same name. */
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

  export(): string {
    return written(this.records);
  }

  /** Merge an exported file in, as `progress_file.py` does; how many records changed. Throws `DamagedError`. */
  import(text: string): number {
    const given = recordsOf(text);
    this.refresh();
    const merged: Records = { ...this.records };
    let changed = 0;
    for (const [kind, entries] of Object.entries(given)) {
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
    return changed;
  }

  /** Look at what is kept: another page may have written. */
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
      this.records = recordsOf(text);
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
      this.notice = `The progress kept in this browser could not be read (${why}): it is set aside under “${aside}”, and a new one was started.`;
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
    this.notice = 'This browser keeps nothing for this page: your progress lasts until you leave. Export it to keep it.';
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

/** The records of a progress file. Throws `DamagedError`, which says what is wrong. */
export function recordsOf(text: string): Records {
  if (text.length > LARGEST) throw new DamagedError('it is larger than 4 MB');
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new DamagedError('it is not JSON');
  }
  if (!isTable(given) || given.format !== FORMAT) throw new DamagedError('it does not say that it is progress');
  if (!Number.isInteger(given.version) || (given.version as number) < 1) throw new DamagedError('it has no version');
  if ((given.version as number) > VERSION) throw new DamagedError(`a newer Downslope wrote it, version ${String(given.version)}`);
  if (!isTable(given.records)) throw new DamagedError('it has no records');
  return Object.fromEntries(
    Object.entries(given.records).map(([kind, entries]) => [kind, entriesOf(kind, entries)]),
  );
}

function entriesOf(kind: string, entries: unknown): Record<string, Facts> {
  const fine =
    kind !== '__proto__' &&
    isTable(entries) &&
    Object.entries(entries).every(
      ([id, facts]) => id !== '__proto__' && isTable(facts) && typeof facts.at === 'string',
    );
  if (!fine) throw new DamagedError(`“${kind.slice(0, 40)}” holds no records`);
  return entries as Record<string, Facts>;
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
