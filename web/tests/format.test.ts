/** Numbers for people. */
import { expect, it } from 'vitest';
import { kept, withMinus } from '../src/lib/format';

it.each([
  [0.9954, '99.54%'],
  [1 - 6.9e-9, 'all but 6.9·10⁻⁹'],
  [1, '100.0%'],
  [0.2, '20%'],
])('of %f an epoch keeps %s', (share, text) => {
  expect(kept(share)).toBe(text);
});

it('writes the minus signs of a sentence as the page does', () => {
  expect(withMinus('The loss is -5.291 (floor -5.405) at lr-advised, 1e-5, --lr 2, 3-4.')).toBe(
    'The loss is −5.291 (floor −5.405) at lr-advised, 1e-5, --lr 2, 3-4.',
  );
});
