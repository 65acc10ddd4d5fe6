/** Number formats of the page: few digits, a real minus sign, commas between thousands. */
const MINUS = '\u2212';
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A sentence of Python's, with the page's minus signs. */
export const withMinus = (text: string): string => text.replaceAll(/(?<![\w.-])-(?=\d)/g, MINUS);

/** `digits` significant digits: 0.0250, 3.037, 1.2e+9, ∞. */
export function number(value: number, digits = 4): string {
  if (Number.isNaN(value)) return '∞';
  if (!Number.isFinite(value)) return value < 0 ? `${MINUS}∞` : '∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return scientific(value, Math.min(digits, 3));
  if (size >= 10 ** digits) return grouped(value);
  return signed(value.toPrecision(digits));
}

/** The shortest text of a number rounded to `digits` digits: 0.01, 0.0247. */
export function plain(value: number, digits = 6): string {
  return signed(String(Number(value.toPrecision(digits))));
}

/** 1,480 */
export function grouped(value: number): string {
  return signed(WHOLE.format(Math.round(value)));
}

/** 1 epoch; 1,480 epochs; never. */
export function epochs(count: number): string {
  if (!Number.isFinite(count)) return 'never';
  if (count >= 1e9) return `about ${scientific(count, 1)} epochs`;
  return `${grouped(count)} epoch${count === 1 ? '' : 's'}`;
}

/** A share with as many nines as it takes: 99.54%. */
export function percent(share: number): string {
  const gap = 100 * Math.abs(1 - share);
  if (!Number.isFinite(gap)) return `${number(share)}%`;
  const digits = gap === 0 ? 1 : Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(gap))));
  return `${(100 * share).toFixed(digits)}%`;
}

/** A share that an epoch keeps: 99.54%, or "all but 6.9·10⁻⁹" where it is nearly all. */
export function kept(share: number): string {
  const gap = 1 - share;
  return gap > 0 && gap < 1e-5 ? `all but ${scientific(gap, 2)}` : percent(share);
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10⁻³ for a tick on a logarithmic axis. */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]);
  return `10${exponent < 0 ? '⁻' : ''}${digits.join('')}`;
}

/** 3.2·10⁻⁷ */
export function scientific(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return number(value);
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return signed(`${mantissa}·${powerOfTen(Number(exponent))}`);
}

export const signed = (text: string): string => text.replace('-', MINUS);
