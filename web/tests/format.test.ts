/** Numbers for people. */
import { expect, it } from 'vitest';
import { kept } from '../src/lib/format';

it.each([
  [0.9954, '99.54%'],
  [1 - 6.9e-9, 'all but 6.9·10⁻⁹'],
  [1, '100.0%'],
  [0.2, '20%'],
])('of %f an epoch keeps %s', (share, text) => {
  expect(kept(share)).toBe(text);
});
