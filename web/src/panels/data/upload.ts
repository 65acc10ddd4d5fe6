/** Upload of a CSV: the page's own checks, and the row that an error is about. */
import { ApiError, messageOf, send } from '../../api';
import type { ColumnInfo } from '../../data';

export interface UploadAnswer {
  id: string;
  name: string;
  columns: ColumnInfo[];
  rows: number;
  target: string;
  preview: (string | null)[][];
}

export const MOST_BYTES = 50 * 2 ** 20;
/** The server's message, shown before anything is sent. */
export const TOO_LARGE =
  "The file is larger than 50 MB, the most that the page can send: start 'downslope lab FILE --target Y' instead, which reads files of any size.";
/** Largest file, in bytes, in which the page looks up the line that an error is about. */
const LOOKED_AT = 5 * 2 ** 20;

export interface Trouble {
  message: string;
  /** Number of the row, from 1 below the header. */
  row?: number;
  /** The text of that row. */
  line?: string;
  /** Whether leaving out the rows with missing values would fix it. */
  gaps?: boolean;
}

export async function upload(content: Blob, name: string): Promise<UploadAnswer> {
  if (content.size > MOST_BYTES) throw new ApiError(TOO_LARGE, 413);
  if (content.size === 0) throw new ApiError('The file is empty: give a header and rows of numbers.', 400);
  return send(`upload?name=${encodeURIComponent(name.slice(0, 80))}`, content);
}

export async function troubleOf(problem: unknown, content: Blob | null): Promise<Trouble> {
  const said = messageOf(problem);
  // The page has a button for this option of the command line.
  const message = said.replace(' with --drop-missing', '');
  const trouble = { message, ...(message === said ? {} : { gaps: true }) };
  const row = problem instanceof ApiError ? (problem.row ?? rowOfLine(message)) : undefined;
  if (row === undefined || content === null || content.size > LOOKED_AT) return { ...trouble, row };
  return { ...trouble, row, line: lineOf(await content.text(), row)?.text.slice(0, 200) };
}

/** The row of an error that names a line of the file, where the header is line 1. */
function rowOfLine(message: string): number | undefined {
  const line = Number(/\bline (\d+)\b/.exec(message)?.[1]);
  return line >= 1 ? line - 1 : undefined;
}

/** The text of a row of data, and where it begins and ends in the whole text. */
export function lineOf(text: string, row: number): { text: string; start: number; end: number } | null {
  let start = 0;
  for (let k = 0; start <= text.length; k++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (k === row) return { text: text.slice(start, end).replace(/\r$/, ''), start, end };
    if (found < 0) return null;
    start = end + 1;
  }
  return null;
}
