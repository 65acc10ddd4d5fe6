/**
 * CSV files read by the page itself: a header and rows of numbers, with Python's rules and messages.
 *
 * Python reads far more kinds of files. One that this reader cannot be sure of is refused with the
 * command that opens it.
 */
import type { ColumnInfo, DataDescriptor, LabData } from '../data';
import { floatOf, repr } from './numerals';
import { tableOf } from './samples';

type Upload = Extract<DataDescriptor, { kind: 'upload' }>;

/** A table as it was read, before its columns are chosen. */
export interface Sheet {
  id: string;
  name: string;
  columns: ColumnInfo[];
  rows: number;
  target: string;
  preview: (string | null)[][];
  /** Rows of cells; null is a missing value. */
  cells: (string | null)[][];
}

/** A file that cannot be used, with its place. */
export class SheetError extends Error {
  constructor(
    message: string,
    readonly row?: number,
    readonly column?: string,
  ) {
    super(message);
  }
}

const SEPARATORS = [',', ';', '\t', '|'];
/** Spellings of a missing value, as Python's `MISSING_MARKS`. */
export const MARKS = new Set(['', 'NA', 'N/A', 'na', 'n/a', 'null', 'NULL', 'None', '-', '?', '.', '#N/A', '#NA', '<NA>', 'NaT', '#N/A N/A', 'NaN', 'nan', 'NAN', '-NaN', '-nan']);
const PREVIEWED = 5;
const MOST_FEATURES = 50;
const MOST_NAMED = 8;
const LARGEST_INTEGER = 2 ** 53;
/** Values such as -999 and 9999, which often stand for missing ones. */
const CODE = /^-?9{2,}$/;

const elsewhere = (name: string, why: string): SheetError =>
  new SheetError(`${name} ${why}, which this page cannot judge: open it with 'downslope lab ${name} --target Y', which needs Python.`);

/** Read a text; throws `SheetError` with the reason. */
export function readSheet(text: string, name: string): Sheet {
  if (text.includes('\uFFFD') || text.includes('\0')) throw elsewhere(name, 'is not text in UTF-8');
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').replace(/\n+$/, '');
  const first = plain.split('\n', 1)[0];
  if (first.trim() === '' || first.startsWith('#') || /^"?sep=/i.test(first)) throw elsewhere(name, 'begins with something other than the names of its columns');
  const records = recordsOf(plain, separatorOf(first, name), name);
  const names = records.shift()!.fields.map((cell) => cell.trim());
  checkNames(names, name);
  if (records.length === 0) throw new SheetError(`${name} has a header but no rows: at least two are needed.`);
  // A title above the names, or rows that begin with their own names, as R writes them.
  if (records.every(({ fields }) => fields.length > names.length)) throw elsewhere(name, 'has more fields in its rows than names of columns');
  const cells = records.map((record) => cellsOf(record, names, name));
  const columns = names.map((each, j) => {
    // Python takes a column without any text for one of texts.
    const isBlank = records.every(({ fields }) => (fields[j] ?? '') === '');
    return isBlank ? { name: each, kind: 'text' as const, rows: 0 } : columnOf(each, cells, j, name);
  });
  const numeric = columns.filter((column) => column.kind === 'number');
  if (numeric.length < 2) throw tooFew(name, columns, cells);
  return {
    id: crypto.getRandomValues(new Uint32Array(2)).join(''),
    name,
    columns,
    rows: cells.length,
    target: numeric.at(-1)!.name,
    preview: cells.slice(0, PREVIEWED),
    cells,
  };
}

function separatorOf(header: string, name: string): string {
  const counts = SEPARATORS.map((separator) => header.split(separator).length - 1);
  const used = SEPARATORS.filter((_, k) => counts[k] > 0);
  if (used.length > 1) throw elsewhere(name, 'has more than one kind of separator in its first line');
  return used[0] ?? ',';
}

interface Line {
  fields: string[];
  /** Number of its first line, from 1. */
  line: number;
}

/** Records of a text; a quoted field may hold separators, quotes and line ends. */
function recordsOf(text: string, separator: string, name: string): Line[] {
  const records: Line[] = [];
  let record: Line = { fields: [], line: 1 };
  let line = 1;
  for (let at = 0; at <= text.length; ) {
    let field = '';
    if (text[at] === '"') {
      const begun = line;
      for (at++; ; at++) {
        if (at >= text.length) throw new SheetError(`${name} line ${begun} has a quote that is not closed: fix that line.`, begun - 1);
        if (text[at] === '\n') line++;
        if (text[at] !== '"') field += text[at];
        else if (text[at + 1] === '"') field += text[at++];
        else break;
      }
      at++;
      if (at < text.length && text[at] !== separator && text[at] !== '\n')
        throw elsewhere(name, `has text after a closing quote in line ${line}`);
    } else {
      const end = endOf(text, at, separator);
      field = text.slice(at, end);
      if (field.includes('"')) throw elsewhere(name, `has a quote inside a field in line ${line}`);
      at = end;
    }
    record.fields.push(field);
    if (at >= text.length || text[at] === '\n') {
      records.push(record);
      record = { fields: [], line: ++line };
    }
    at++;
  }
  return records;
}

function endOf(text: string, from: number, separator: string): number {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end++;
  return end;
}

function checkNames(names: string[], name: string): void {
  const filled = names.filter((each) => !MARKS.has(each));
  if (filled.length > 0 && filled.every((each) => floatOf(each) !== null)) {
    throw new SheetError(
      `${name} starts with numbers (${names.slice(0, 3).join(',')}): its first line must name the columns, or give --no-header to number them.`,
    );
  }
  if (names.includes('')) throw elsewhere(name, 'has a column without a name');
  const twice = names.find((each, j) => names.indexOf(each) < j);
  if (twice !== undefined) throw new SheetError(`${name} has more than one column named '${twice}': rename one.`, undefined, twice);
  if (names.includes('intercept')) throw elsewhere(name, "has a column named 'intercept', as the model's own weight is");
}

function cellsOf({ fields, line }: Line, names: string[], name: string): (string | null)[] {
  if (fields.length > names.length) {
    throw new SheetError(
      `${name} line ${line} has ${fields.length} fields but the header names ${names.length} columns: fix that line (a field that contains the separator needs quotes).`,
    );
  }
  return names.map((_, j) => {
    const cell = (fields[j] ?? '').trim();
    return MARKS.has(cell) ? null : cell;
  });
}

function columnOf(name: string, cells: (string | null)[][], j: number, file: string): ColumnInfo {
  const given = cells.map((row) => row[j]).filter((cell) => cell !== null);
  const rows = given.length;
  if (given.every((cell) => floatOf(cell) !== null)) return { name, kind: 'number', rows };
  if (given.every((cell) => /^(true|false)$/i.test(cell))) throw elsewhere(file, `has the column '${name}' of true and false`);
  // A mark for thousands or a decimal comma would make other numbers of the same text.
  const marked = given.find((cell) => /^[+\-−]?\d{1,3}(?:[.,' ]\d{3})*[.,]\d+$/.test(cell) || /^−[\d.]+$/.test(cell));
  if (marked !== undefined) throw elsewhere(file, `has the number '${marked}' in column '${name}'`);
  const dates = given.every((cell) => /^\d{4}-\d{2}-\d{2}$/.test(cell));
  return { name, kind: dates ? 'date' : 'text', rows };
}

function tooFew(name: string, columns: ColumnInfo[], cells: (string | null)[][]): SheetError {
  const count = ['no column', 'one column'][columns.filter((each) => each.kind === 'number').length];
  const begun = `${name} has ${count} of numbers, but a feature and a target are needed`;
  const j = columns.findIndex((each) => each.kind === 'text');
  if (j < 0) return new SheetError(`${begun}.`);
  const i = cells.findIndex((row) => row[j] !== null && floatOf(row[j]) === null);
  const column = columns[j].name;
  return new SheetError(`${begun}: column '${column}' is text (row ${i + 1}: '${cells[i][j]!.slice(0, 40)}').`, i + 1, column);
}

/** The data for a choice of columns. */
export function tableIn(sheet: Sheet, chosen: Upload): LabData {
  const target = chosen.target ?? sheet.target;
  const usable = sheet.columns.filter(({ name, kind }) => name !== target && kind === 'number').map(({ name }) => name);
  const features = chosen.features ?? usable.slice(0, MOST_FEATURES);
  if (features.length === 0)
    throw new SheetError(`There is no column of numbers besides the target '${target}': at least one is needed as a feature.`);
  const wanted = [...features, target];
  const at = wanted.map((name) => placeOf(sheet, name));
  const kept = chosen.drop_missing ? sheet.cells.filter((row) => at.every((j) => isNumber(row[j]))) : sheet.cells;
  checkComplete(sheet, kept, at);
  const numbers = at.map((j, k) => kept.map((row, i) => numberAt(sheet, row[j]!, i, wanted[k])));
  if (kept.length < 2) {
    const rows = kept.length === 1 ? '1 row' : 'no rows';
    throw new SheetError(`${sheet.name} has ${rows} of data: at least 2 are needed.`);
  }
  numbers.forEach((values, k) => checkCodes(values, wanted[k], sheet.name));
  const y = numbers.pop()!;
  const table = tableOf({ names: features, target, columns: numbers, y }, sheet.name);
  return { ...table, left_out: saidOf(sheet, chosen, features, numbers, sheet.cells.length - kept.length) };
}

function placeOf(sheet: Sheet, name: string): number {
  const j = sheet.columns.findIndex((column) => column.name === name);
  if (j < 0 || sheet.columns[j].kind !== 'number')
    throw new SheetError(`There is no column of numbers '${name}' in ${sheet.name}: the columns are ${sheet.columns.map((each) => each.name).join(', ')}.`);
  return j;
}

const isNumber = (cell: string | null): boolean => cell !== null && Number.isFinite(floatOf(cell));

/** Every cell that is used must be a finite number; the first row where one is not is named. */
function checkComplete(sheet: Sheet, rows: (string | null)[][], at: number[]): void {
  const incomplete = rows.filter((row) => !at.every((j) => isNumber(row[j]))).length;
  if (incomplete === 0) return;
  const i = rows.findIndex((row) => !at.every((j) => isNumber(row[j])));
  const j = at.find((each) => !isNumber(rows[i][each]))!;
  const cell = rows[i][j];
  const value = cell === null ? NaN : floatOf(cell)!;
  const shown = Number.isNaN(value) ? 'a missing value' : `the value ${value < 0 ? '-inf' : 'inf'}`;
  const more = incomplete > 1 ? ` (${incomplete} rows are incomplete)` : '';
  const { name } = sheet.columns[j];
  throw new SheetError(
    `Column '${name}' of ${sheet.name} has ${shown} in row ${i + 1}${more}: fix the file, or leave such rows out with --drop-missing.`,
    i + 1,
    name,
  );
}

function numberAt(sheet: Sheet, cell: string, i: number, column: string): number {
  const value = floatOf(cell)!;
  if (/^[+-]?\d+$/.test(cell) && Math.abs(value) > LARGEST_INTEGER) {
    throw new SheetError(
      `Column '${column}' of ${sheet.name} holds the integer ${cell}, beyond 2^53, in row ${i + 1}, which float64 would round: subtract an offset first.`,
      i + 1,
      column,
    );
  }
  return value;
}

function checkCodes(values: number[], column: string, name: string): void {
  const code = extremes(values).find((value) => CODE.test(String(value)));
  if (code !== undefined) throw elsewhere(name, `has the value ${code} in column '${column}'. It may stand for a missing value`);
}

function extremes(values: number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}

/** Sentences on what was left out, and on columns that only count the rows. */
function saidOf(sheet: Sheet, chosen: Upload, features: string[], numbers: number[][], dropped: number): string {
  const said: string[] = [];
  if (dropped) said.push(`Left out: ${dropped.toLocaleString('en-US')} row${dropped === 1 ? '' : 's'} with missing values.`);
  if (!chosen.features) {
    const all = sheet.columns.filter(({ name, kind }) => name !== chosen.target && kind === 'number').length;
    if (all > features.length) said.push(`Only the first ${features.length} of ${all} features are shown and used.`);
    const other = sheet.columns.filter(({ name, kind }) => name !== chosen.target && kind !== 'number').map(({ name }) => name);
    const more = other.length - MOST_NAMED;
    if (other.length) said.push(`Left out, because they hold no numbers: ${other.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`);
  }
  features.forEach((name, j) => {
    const first = numbers[j][0];
    const counts = numbers[j].length > 3 && (first === 0 || first === 1) && numbers[j].every((value, i) => value === first + i);
    if (counts) said.push(`'${name}' counts the rows (${first}, ${first + 1}, …): it may be a row number, not a feature. If so, leave it out.`);
  });
  return said.join(' ');
}

/** The rows as a CSV that reads back to the same bits. */
export function csvOf(data: LabData): string {
  if (data.sampled) throw new SheetError('This page holds only a sample of these rows: make the file with Python.');
  const quoted = (name: string): string => (/[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
  const header = [...data.names, data.target].map(quoted).join(',');
  const rows = data.y.map((y, i) => [...data.columns.map((column) => repr(column[i])), repr(y)].join(','));
  return `${[header, ...rows].join('\n')}\n`;
}
