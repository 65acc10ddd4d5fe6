/** Small symmetric matrices: the Cholesky factor, and eigenvalues by Jacobi's rotations. */

const SWEEPS = 60;

/** L of H = L Lᵀ, (n × n) row by row; null if H is not positive definite. */
export function cholesky(H: Float64Array, n: number): { L: Float64Array; n: number } | null {
  const L = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = H[i * n + j];
      for (let k = 0; k < j; k++) sum -= L[i * n + k] * L[j * n + k];
      if (i !== j) L[i * n + j] = sum / L[j * n + j];
      else if (!(sum > 8 * n * Number.EPSILON * H[i * n + i])) return null;
      else L[i * n + i] = Math.sqrt(sum);
    }
  }
  return { L, n };
}

/** x of L Lᵀ x = b. */
export function solved({ L, n }: { L: Float64Array; n: number }, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= L[i * n + k] * x[k];
    x[i] /= L[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= L[k * n + i] * x[k];
    x[i] /= L[i * n + i];
  }
  return x;
}

export interface Eigen {
  /** Largest first. */
  values: number[];
  /** Unit vectors in the same order. */
  vectors: Float64Array[];
}

/** All eigenvalues and eigenvectors of a symmetric matrix, which is changed. */
export function eigenOf(H: Float64Array, n: number): Eigen {
  const V = Array.from({ length: n }, (_, j) => {
    const axis = new Float64Array(n);
    axis[j] = 1;
    return axis;
  });
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotated = false;
    for (let a = 0; a < n; a++) for (let b = a + 1; b < n; b++) rotated = rotate(H, V, n, a, b) || rotated;
    if (!rotated) break;
  }
  const order = V.map((_, j) => j).sort((a, b) => H[b * n + b] - H[a * n + a]);
  return { values: order.map((j) => H[j * n + j]), vectors: order.map((j) => V[j]) };
}

/** Make entry (a, b) zero; false if it was already, up to rounding. */
function rotate(H: Float64Array, V: Float64Array[], n: number, a: number, b: number): boolean {
  const off = H[a * n + b];
  const small = Number.EPSILON * Math.sqrt(Math.abs(H[a * n + a] * H[b * n + b]));
  if (off === 0 || Math.abs(off) <= small) return false;
  const zeta = (H[b * n + b] - H[a * n + a]) / (2 * off);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  const s = c * t;
  for (let k = 0; k < n; k++) {
    const [p, q] = [H[k * n + a], H[k * n + b]];
    H[k * n + a] = c * p - s * q;
    H[k * n + b] = s * p + c * q;
  }
  for (let k = 0; k < n; k++) {
    const [p, q] = [H[a * n + k], H[b * n + k]];
    H[a * n + k] = c * p - s * q;
    H[b * n + k] = s * p + c * q;
    const [x, y] = [V[a][k], V[b][k]];
    V[a][k] = c * x - s * y;
    V[b][k] = s * x + c * y;
  }
  return true;
}
