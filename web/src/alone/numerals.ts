/** Numbers as Python writes and reads them. */

/** Python's `f"{value:.{digits}g}"`. */
export function general(value: number, digits = 6): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa, power] = value.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < digits) return trimmed(value.toFixed(Math.max(digits - 1 - exponent, 0)));
  return `${trimmed(mantissa)}e${signOf(exponent)}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Python's `repr(value)` of a float: the shortest text that reads back to the same number. */
export function repr(value: number): string {
  if (!Number.isFinite(value)) return general(value);
  if (Object.is(value, -0)) return '-0.0';
  const [mantissa, power] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16)
    return `${mantissa}e${signOf(exponent)}${String(Math.abs(exponent)).padStart(2, '0')}`;
  const digits = (mantissa.split('.')[1] ?? '').length;
  const text = value.toFixed(Math.max(digits - exponent, 0));
  return text.includes('.') ? text : `${text}.0`;
}

const signOf = (exponent: number): string => (exponent < 0 ? '-' : '+');
const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** A float as Python's `float` reads it; null if it is none. */
export function floatOf(text: string): number | null {
  const plain = text.trim();
  if (/^[+-]?(inf|infinity)$/i.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  if (/^[+-]?nan$/i.test(plain)) return NaN;
  const digits = '\\d+(?:_\\d+)*';
  const form = new RegExp(`^[+-]?(?:${digits}\\.?(?:${digits})?|\\.${digits})(?:e[+-]?${digits})?$`, 'i');
  return form.test(plain) ? Number(plain.replaceAll('_', '')) : null;
}
