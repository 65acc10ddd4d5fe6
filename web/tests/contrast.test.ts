/** Contrast of every text color on both backgrounds, in the light and the dark theme. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const css = readFileSync(new URL('../src/app.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }] as const,
  ),
);
const LETTERS = [...tokens.keys()].filter(
  (name) => !['paper', 'card', 'rule', 'grid'].includes(name),
);

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const part = parseInt(color.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((p, q) => p - q);
  return (high + 0.05) / (low + 0.05);
}

it('knows black and white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(LETTERS.length).toBeGreaterThan(10);
});

it.each(LETTERS.flatMap((name) => ['light', 'dark'].map((theme) => [name, theme] as const)))(
  '%s can be read in %s',
  (name, theme) => {
    const mode = theme as 'light' | 'dark';
    for (const ground of ['card', 'paper']) {
      expect(contrast(tokens.get(name)![mode], tokens.get(ground)![mode])).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  },
);
