/**
 * NumPy's random numbers: `default_rng(seed)` with `uniform`, `normal`, `poisson` and `standard_t`.
 *
 * The generator is PCG64, seeded by SeedSequence; normal and exponential numbers come from the
 * ziggurat with 256 layers. The tables are computed, so numbers may differ in the last digits.
 */
const MASK_64 = (1n << 64n) - 1n;
const MASK_128 = (1n << 128n) - 1n;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;

export class Generator {
  private state = 0n;
  private readonly increment: bigint;

  constructor(seed: number) {
    const [high, low, incHigh, incLow] = seedWords(seed);
    this.increment = ((((incHigh << 64n) | incLow) << 1n) | 1n) & MASK_128;
    this.advance();
    this.state = (this.state + ((high << 64n) | low)) & MASK_128;
    this.advance();
  }

  private advance(): void {
    this.state = (this.state * MULTIPLIER + this.increment) & MASK_128;
  }

  private bits(): bigint {
    this.advance();
    const turn = this.state >> 122n;
    const mixed = (this.state >> 64n) ^ (this.state & MASK_64);
    return ((mixed >> turn) | (mixed << ((64n - turn) & 63n))) & MASK_64;
  }

  /** From 0 to 1, without 1. */
  double(): number {
    return Number(this.bits() >> 11n) / 2 ** 53;
  }

  uniform(low: number, high: number, n: number): number[] {
    return Array.from({ length: n }, () => low + (high - low) * this.double());
  }

  normals(n: number, scale = 1): number[] {
    return Array.from({ length: n }, () => scale * this.normal());
  }

  normal(): number {
    for (;;) {
      const word = this.bits();
      const layer = Number(word & 0xffn);
      const size = (word >> 9n) & 0xfffffffffffffn;
      const far = Number(size) * NORMAL.widths[layer];
      const x = (word >> 8n) & 1n ? -far : far;
      if (Number(size) < NORMAL.inside[layer]) return x;
      if (layer === 0) {
        for (;;) {
          const beyond = -Math.log1p(-this.double()) / NORMAL_END;
          const height = -Math.log1p(-this.double());
          if (2 * height <= beyond * beyond) continue;
          return (size >> 8n) & 1n ? -(NORMAL_END + beyond) : NORMAL_END + beyond;
        }
      }
      const between = NORMAL.heights[layer - 1] - NORMAL.heights[layer];
      if (between * this.double() + NORMAL.heights[layer] < Math.exp(-0.5 * x * x)) return x;
    }
  }

  private exponential(): number {
    for (;;) {
      const word = this.bits() >> 3n;
      const layer = Number(word & 0xffn);
      const size = Number(word >> 8n);
      const x = size * EXPONENTIAL.widths[layer];
      if (size < EXPONENTIAL.inside[layer]) return x;
      if (layer === 0) return EXPONENTIAL_END - Math.log1p(-this.double());
      const between = EXPONENTIAL.heights[layer - 1] - EXPONENTIAL.heights[layer];
      if (between * this.double() + EXPONENTIAL.heights[layer] < Math.exp(-x)) return x;
    }
  }

  /** Gamma numbers of a shape below 1. */
  private gamma(shape: number): number {
    for (;;) {
      const u = this.double();
      const v = this.exponential();
      if (u <= 1 - shape) {
        const x = u ** (1 / shape);
        if (x <= v) return x;
      } else {
        const y = -Math.log((1 - u) / shape);
        const x = (1 - shape + shape * y) ** (1 / shape);
        if (x <= v + y) return x;
      }
    }
  }

  /** Student's t for fewer than two degrees of freedom. */
  studentT(freedom: number): number {
    const above = this.normal();
    return (Math.sqrt(freedom / 2) * above) / Math.sqrt(this.gamma(freedom / 2));
  }

  poisson(mean: number): number {
    if (mean >= 10) return this.largePoisson(mean);
    const least = Math.exp(-mean);
    let product = 1;
    for (let count = 0; ; count++) {
      product *= this.double();
      if (product <= least) return count;
    }
  }

  /** Hörmann's transformed rejection. */
  private largePoisson(mean: number): number {
    const b = 0.931 + 2.53 * Math.sqrt(mean);
    const a = -0.059 + 0.02483 * b;
    const inverse = 1.1239 + 1.1328 / (b - 3.4);
    const quick = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
      const u = this.double() - 0.5;
      const v = this.double();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= quick) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      const left = Math.log(v) + Math.log(inverse) - Math.log(a / (us * us) + b);
      if (left <= -mean + k * Math.log(mean) - logFactorial(k)) return k;
    }
  }
}

function logFactorial(k: number): number {
  let sum = 0;
  for (let i = 2; i <= k; i++) sum += Math.log(i);
  return sum;
}

interface Ziggurat {
  /** Width of a layer per unit of its random integer. */
  widths: Float64Array;
  /** The integers below these lie inside a layer. */
  inside: Float64Array;
  heights: Float64Array;
}

const LAYERS = 256;
const NORMAL_END = 3.654152885361009;
const NORMAL_AREA = 0.0049286732339746549;
const EXPONENTIAL_END = 7.69711747013105;
const EXPONENTIAL_AREA = 0.0039496598225815572;
const NORMAL = ziggurat(NORMAL_END, NORMAL_AREA, 52, (x) => Math.exp(-0.5 * x * x), (y) => Math.sqrt(-2 * Math.log(y)));
const EXPONENTIAL = ziggurat(EXPONENTIAL_END, EXPONENTIAL_AREA, 53, (x) => Math.exp(-x), (y) => -Math.log(y));

function ziggurat(end: number, area: number, bits: number, height: (x: number) => number, inverse: (y: number) => number): Ziggurat {
  const unit = 2 ** bits;
  const [widths, inside, heights] = [0, 1, 2].map(() => new Float64Array(LAYERS));
  const base = area / height(end);
  let x = end;
  let wider = end;
  inside[0] = Math.floor((x / base) * unit);
  [widths[0], widths[LAYERS - 1]] = [base / unit, x / unit];
  [heights[0], heights[LAYERS - 1]] = [1, height(x)];
  for (let i = LAYERS - 2; i >= 1; i--) {
    x = inverse(area / x + height(x));
    inside[i + 1] = Math.floor((x / wider) * unit);
    wider = x;
    heights[i] = height(x);
    widths[i] = x / unit;
  }
  return { widths, inside, heights };
}

/** The four words of 64 bits that SeedSequence makes of a seed. */
function seedWords(seed: number): bigint[] {
  const entropy = [seed >>> 0];
  if (seed >= 2 ** 32) entropy.push(Math.floor(seed / 2 ** 32) >>> 0);
  const pool: number[] = [];
  let constant = 0x43b0d7e5;
  const hashed = (value: number): number => {
    let mixed = (value ^ constant) >>> 0;
    constant = Math.imul(constant, 0x931e8875) >>> 0;
    mixed = Math.imul(mixed, constant) >>> 0;
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  const mix = (x: number, y: number): number => {
    const mixed = (Math.imul(x, 0xca01f9dd) - Math.imul(y, 0x4973f715)) >>> 0;
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  for (let i = 0; i < 4; i++) pool.push(hashed(entropy[i] ?? 0));
  for (let from = 0; from < 4; from++)
    for (let to = 0; to < 4; to++) if (from !== to) pool[to] = mix(pool[to], hashed(pool[from]));
  const words: number[] = [];
  let second = 0x8b51f9dd;
  for (let i = 0; i < 8; i++) {
    let value = (pool[i % 4] ^ second) >>> 0;
    second = Math.imul(second, 0x58f38ded) >>> 0;
    value = Math.imul(value, second) >>> 0;
    words.push((value ^ (value >>> 16)) >>> 0);
  }
  return [0, 2, 4, 6].map((i) => BigInt(words[i]) | (BigInt(words[i + 1]) << 32n));
}
