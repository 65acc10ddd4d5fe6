/** State of the learner's data: the upload, the server's answer to it, and the last error. */
import { fetchData } from '../../api';
import type { ColumnInfo, DataDescriptor, FileInfo } from '../../data';
import type { Lab } from '../../lab.svelte';
import { troubleOf, upload, type Trouble, type UploadAnswer } from './upload';

/** Columns to choose from, of an upload or of the command line's file. */
export interface Offered {
  name: string;
  columns: ColumnInfo[];
  preview: (string | null)[][];
}

export type TableDescriptor = Extract<DataDescriptor, { kind: 'upload' | 'file' }>;

const KEPT = new WeakMap<Lab, Bringing>();

export class Bringing {
  text = $state('');
  busy = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  private refused = $state.raw<TableDescriptor | null>(null);
  /** The lab's data at the refusal; once they change, the refusal no longer matters. */
  private refusedOn = $state.raw<DataDescriptor | null>(null);
  private content: Blob | null = null;
  private sent = $state.raw<UploadAnswer | null>(null);

  constructor(private readonly lab: Lab) {}

  /** The state of a lab, kept for the whole visit, so that a closed panel loses nothing. */
  static of(lab: Lab): Bringing {
    const kept = KEPT.get(lab) ?? new Bringing(lab);
    KEPT.set(lab, kept);
    return kept;
  }

  /** The table whose columns can be chosen: the one refused last, else the one in the lab. */
  table = $derived.by((): TableDescriptor | null => {
    const { descriptor } = this.lab;
    if (this.refused && this.refusedOn === descriptor) return this.refused;
    return descriptor.kind === 'upload' || descriptor.kind === 'file' ? descriptor : null;
  });

  offered = $derived.by((): Offered | null => {
    const { file } = this.lab;
    const descriptor = this.table;
    if (descriptor?.kind === 'upload' && descriptor.id === this.sent?.id) return this.sent;
    return descriptor?.kind === 'file' && file ? { ...offeredBy(file) } : null;
  });

  /** Open a file; it replaces a text that was pasted before. */
  async bringFile(file: File): Promise<void> {
    if (await this.bring(file, file.name)) this.text = '';
  }

  paste(): Promise<boolean> {
    return this.bring(new Blob([tabsAsCommas(this.text)], { type: 'text/csv' }), 'pasted.csv');
  }

  private async bring(content: Blob, name: string): Promise<boolean> {
    this.busy = true;
    this.trouble = null;
    this.refused = null;
    this.content = content;
    try {
      const sent = await upload(content, name);
      this.sent = sent;
      return await this.choose({ kind: 'upload', id: sent.id, target: sent.target });
    } catch (problem) {
      this.trouble = await troubleOf(problem, content);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Open the table that was refused for missing values, without the incomplete rows. */
  async dropMissing(): Promise<void> {
    if (this.table) await this.choose({ ...this.table, drop_missing: true });
  }

  /** Open data; an error is shown in this panel, where they were chosen. */
  async choose(descriptor: TableDescriptor): Promise<boolean> {
    this.trouble = null;
    try {
      await fetchData(descriptor);
      this.refused = null;
    } catch (problem) {
      this.refused = descriptor;
      this.refusedOn = this.lab.descriptor;
      this.trouble = await troubleOf(problem, descriptor.kind === 'upload' ? this.content : null);
      return false;
    }
    return this.lab.load(descriptor, { advisedRate: true });
  }
}

const offeredBy = (file: FileInfo): Offered => ({ name: file.name, columns: file.columns, preview: [] });

/** Convert cells copied from a spreadsheet, which are separated by tabs, to CSV. */
export function tabsAsCommas(text: string): string {
  const [header = ''] = text.split('\n', 1);
  if (!header.includes('\t') || text.includes('"')) return text;
  const cells = text.split('\n').map((line) => line.split('\t'));
  return cells.map((line) => line.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')).join('\n');
}
