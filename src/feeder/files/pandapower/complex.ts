/** The few operations on complex numbers that two-ports need. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

export function complex(re: number, im = 0): Complex {
  return { re, im };
}

export function plus(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

export function times(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

export function over(a: Complex, b: Complex): Complex {
  const size = b.re * b.re + b.im * b.im;
  return { re: (a.re * b.re + a.im * b.im) / size, im: (a.im * b.re - a.re * b.im) / size };
}

export function isZero({ re, im }: Complex): boolean {
  return re === 0 && im === 0;
}

/**
 * What a pi two-port of series impedance z and total shunt admittance y draws at one end while the other is open:
 * y / 2 and, beside it, z in series with the other y / 2.
 */
export function openEnded(z: Complex, y: Complex): Complex {
  const half = times(y, complex(0.5));
  return plus(half, over(half, plus(complex(1), times(z, half))));
}
