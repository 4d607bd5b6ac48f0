/** What one fenced process may use; set with prlimit before the program starts. */
export interface ProcessLimits {
  readonly addressSpaceBytes: number;
  readonly cpuSeconds: number;
  /** Largest file it may write. */
  readonly fileBytes: number;
  /** Processes and threads inside of the fence. */
  readonly processes: number;
}

const GiB = 1024 ** 3;

/** Probe class work (5-media.md, Limits): 60 CPU-seconds, 3 GiB, files of 256 MB. */
export const probeLimits: ProcessLimits = {
  addressSpaceBytes: 3 * GiB,
  cpuSeconds: 60,
  fileBytes: 256_000_000,
  processes: 2048,
};

/**
 * @param wallMs wall clock of the encode; all its cores together may not use more than eight times that
 * @returns limits of an encode: a 36-megapixel source needs about 4 GiB of address space
 */
export function encodeLimits(wallMs: number): ProcessLimits {
  return {
    addressSpaceBytes: 8 * GiB,
    cpuSeconds: Math.ceil((wallMs / 1000) * 8),
    fileBytes: 16 * GiB,
    processes: 2048,
  };
}
