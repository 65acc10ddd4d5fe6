/** Parser for the Markdown of questions and hints; anything else is left as it is. */
export interface Block {
  kind: 'text' | 'list' | 'code';
  lines: string[];
}

export interface Span {
  kind: 'text' | 'code' | 'strong' | 'em';
  text: string;
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let fenced = false;
  for (const line of text.replaceAll('\r', '').split('\n')) {
    if (/^\s*```/.test(line)) {
      fenced = !fenced;
      open = fenced ? push(blocks, 'code') : null;
      continue;
    }
    const kind = fenced ? 'code' : kindOf(line, open);
    if (kind === null) {
      open = null;
      continue;
    }
    if (open?.kind !== kind) open = push(blocks, kind);
    if (kind === 'list' && !/^\s*[-*] /.test(line)) open.lines[open.lines.length - 1] += ` ${line.trim()}`;
    else open.lines.push(kind === 'code' ? line.replace(fenced ? '' : /^ {4}/, '') : line.trim().replace(kind === 'list' ? /^[-*] / : '', ''));
  }
  return blocks;
}

function kindOf(line: string, open: Block | null): Block['kind'] | null {
  if (line.trim() === '') return null;
  if (/^ {4}/.test(line) && open?.kind !== 'text' && open?.kind !== 'list') return 'code';
  if (/^\s*[-*] /.test(line) || open?.kind === 'list') return 'list';
  return 'text';
}

function push(blocks: Block[], kind: Block['kind']): Block {
  const block: Block = { kind, lines: [] };
  blocks.push(block);
  return block;
}

const MARKED = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g;

export function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of line.matchAll(MARKED)) {
    if (match.index > end) spans.push({ kind: 'text', text: line.slice(end, match.index) });
    const [whole, code, strong, em] = match;
    if (code !== undefined) spans.push({ kind: 'code', text: code });
    else if (strong !== undefined) spans.push({ kind: 'strong', text: strong });
    else spans.push({ kind: 'em', text: em });
    end = match.index + whole.length;
  }
  if (end < line.length) spans.push({ kind: 'text', text: line.slice(end) });
  return spans;
}
