/** The page's own reader of Markdown is held to Python's, on every text that the page renders itself. */
import { expect, it } from 'vitest';
import { blocksOf, spansOf, type Block } from '../src/panels/side/markdown';
import golden from './markdown.json';

const read = (block: Block) => ({
  kind: block.kind,
  lines: block.kind === 'code' ? block.lines : block.kind === 'list' ? block.lines.map(spansOf) : [spansOf(block.lines.join(' '))],
});

it.each(golden)('$text', ({ text, blocks }) => {
  expect(blocksOf(text).map(read)).toEqual(blocks);
});
