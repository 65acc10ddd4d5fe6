/** Grading of predictions and quiz answers, with Python's rules and replies. */
import type { Graded, Outcome, Posed } from '../panels/learn/lesson';
import type { Ending, Keyed } from './content';
import { floatOf, general } from './numerals';

/** An answer that cannot be read; it does not count as an attempt. */
export class Unreadable extends Error {}

const LONGEST = 200;
const LARGEST = 1e15;
const ROUNDING = 1e-12;
const ATTEMPTS_BEFORE_KEY = 3;

const folded = (text: string): string => text.split(/\s+/).filter(Boolean).join(' ').toLowerCase();
const quoted = (text: string): string => text.slice(0, 200).split(/\s+/).filter(Boolean).join(' ').slice(0, 40);
const isNear = (number: number, right: number, share: number, slack: number): boolean =>
  Math.abs(number - right) <= share * Math.abs(right) + slack;

/** A number such as 0.025, 1/40, 2.5e-2, −3 or 25%, also with its unit; null if it is none. */
function numberIn(said: string, unit: string): number | null {
  let text = said.trim().replaceAll('−', '-');
  if (unit && text.toLowerCase().endsWith(unit.toLowerCase())) text = text.slice(0, -unit.length).trimEnd();
  const isPercent = text.endsWith('%') && unit !== '%';
  if (isPercent) text = text.slice(0, -1);
  const parts = /^([^/]+)\/([^/]+)$/.exec(text);
  let number = parts ? null : floatOf(text);
  if (parts) {
    const [above, below] = [floatOf(parts[1]), floatOf(parts[2])];
    if (above !== null && below !== null) number = below ? above / below : Infinity;
  }
  return number !== null && isPercent ? number / 100 : number;
}

function readNumber(said: string, unit: string): number {
  const number = numberIn(said, unit);
  if (number === null) {
    const comma = said.includes(',') ? '; write a decimal point, not a comma' : '';
    throw new Unreadable(`'${quoted(said)}' is not a number: type one such as 0.025, 1/40, or 2.5e-2${comma}.`);
  }
  if (!Number.isFinite(number) || Math.abs(number) > LARGEST)
    throw new Unreadable(`'${quoted(said)}' cannot be the answer: give a finite number, at most 1e+15 in size.`);
  return number;
}

/** Score a prediction; null skips it. */
export function scored(ending: Ending, prediction: string | null): Outcome {
  const { observed, text } = ending;
  const outcome = (status: Outcome['scored']['status'], predicted: number | string | null, said: string): Outcome => ({
    scored: { status, predicted, observed, text: said },
    observation: { text },
  });
  if (prediction === null) return outcome('skipped', null, ending.skipped);
  if (ending.number === null) {
    const option = ending.question.options.find(({ key, text: label }) => [folded(key), folded(label)].includes(folded(prediction)));
    if (!option) throw new Unreadable(`There is no option '${quoted(prediction)}': choose one of the list.`);
    const reply = ending.replies[option.key];
    return outcome(reply.status, option.key, reply.text);
  }
  const { tolerance, relative, shown, too_low, too_high } = ending.number;
  const { title, unit } = ending.question;
  const right = Number(observed);
  const predicted = prediction.length > LONGEST ? null : numberIn(prediction, unit);
  if (predicted === null || !Number.isFinite(predicted) || Math.abs(predicted) > LARGEST) {
    const comma = quoted(prediction).includes(',') ? ', with a decimal point and no comma' : '';
    throw new Unreadable(
      `The prediction '${quoted(prediction)}' is not a number: “${title}” asks for one. Type one such as 1.5, 1/40, or 2e3${comma}.`,
    );
  }
  if (isNear(predicted, right, relative ? tolerance : 0, relative ? 0 : tolerance))
    return outcome('right', predicted, `Right. The exact answer is ${shown}.`);
  const why = predicted < right ? too_low : too_high;
  return outcome('wrong', predicted, `You said ${general(predicted)}. The right answer is ${shown}. ${why}`.trim());
}

export function graded(keyed: Keyed, given: string, attempt: number): Graded {
  const { correct, feedback } = keyed.number === null ? chosen(keyed, given) : measured(keyed, given);
  const told = correct || attempt >= ATTEMPTS_BEFORE_KEY;
  return {
    attempt,
    correct,
    feedback,
    hint: told ? null : (keyed.hints[attempt - 1] ?? null),
    answer: told ? keyed.answer : null,
    why: told ? keyed.why : null,
  };
}

function chosen({ posed, options }: Keyed, given: string): { correct: boolean; feedback: string } {
  const wanted = folded(given);
  const byText = posed.options.find((option) => folded(option.text) === wanted)?.letter;
  const letter = byText ?? /^\(?([a-z])[).:]?$/.exec(wanted)?.[1] ?? '';
  if (!Object.hasOwn(options, letter)) {
    const last = posed.options.at(-1)?.letter;
    throw new Unreadable(`'${quoted(given)}' is not an option: give a letter from a to ${last}.`);
  }
  return options[letter];
}

function measured({ posed, number }: Keyed, given: string): { correct: boolean; feedback: string } {
  const { right, tolerance, slack, shown, misses, otherwise } = number!;
  if (given.trim() === '') throw new Unreadable('The answer is empty: give one number, such as 0.025 or 1/40.');
  const said = readNumber(given, posed.unit);
  if (isNear(said, right, tolerance, slack + ROUNDING))
    return { correct: true, feedback: said === right ? 'Right.' : `Right: ${shown}.` };
  const miss = misses.find(({ value }) => isNear(said, value, tolerance, slack + ROUNDING));
  if (miss) return { correct: false, feedback: miss.feedback };
  const size = said > right ? 'too large' : 'too small';
  return { correct: false, feedback: `${inDigits(said, posed.unit)} is ${size}. ${otherwise}` };
}

/** A number with four digits, or a whole number below a million with all, and its unit. */
function inDigits(number: number, unit: string): string {
  const short = Number.isInteger(number) && Math.abs(number) < 1e6;
  return `${short ? number.toFixed(0) : general(number, 4)} ${unit}`.trimEnd();
}

export const posedOf = (all: Keyed[], seed: number | undefined): Posed =>
  (all.find(({ posed }) => posed.seed === seed) ?? all[Math.floor(Math.random() * all.length)]).posed;
