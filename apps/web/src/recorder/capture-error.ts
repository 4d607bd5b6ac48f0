/** Why a camera, microphone or screen could not be opened. */
export type CaptureRefusal =
  /** The person or the browser's settings said no; can be undone in the browser. */
  | 'refused'
  /** The browser's question was closed without an answer; it may be asked again. */
  | 'dismissed'
  /** The operating system forbids it. */
  | 'system-refused'
  /** There is none. */
  | 'missing'
  /** Another program uses it. */
  | 'busy'
  /** The page is not served over https (or localhost), or the browser is too old. */
  | 'unsupported';

/** Thrown by everything that opens a source. */
export class CaptureError extends Error {
  /**
   * @param source what was to be opened
   * @param refusal why it was not
   */
  constructor(
    readonly source: 'camera' | 'microphone' | 'screen',
    readonly refusal: CaptureRefusal,
    cause?: unknown,
  ) {
    super(`${source}: ${refusal}`, { cause });
    this.name = 'CaptureError';
  }
}

/** Reads the browser's reason from what `getUserMedia` or `getDisplayMedia` threw (W3C Media Capture, 10.2). */
export function refusalOf(error: unknown): CaptureRefusal {
  if (!(error instanceof Error)) return 'unsupported';
  switch (error.name) {
    case 'NotAllowedError':
      // Only Chromium says which of the three it was.
      if (error.message.includes('by system')) return 'system-refused';
      return error.message.includes('dismissed') ? 'dismissed' : 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unsupported';
  }
}
