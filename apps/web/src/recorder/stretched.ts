/**
 * The same sound in more or fewer samples, by linear interpolation: good for differences of a hundredth.
 * @param samples at least one
 * @param length samples wanted, ≥ 1
 */
export function stretched(samples: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  if (length === samples.length) return samples;
  const step = length > 1 ? (samples.length - 1) / (length - 1) : 0;
  return Float32Array.from({ length }, (_, index) => {
    const before = Math.min(Math.floor(index * step), samples.length - 1);
    const [one, next] = [samples[before] ?? 0, samples[before + 1] ?? samples[before] ?? 0];
    return one + (next - one) * (index * step - before);
  });
}
