import { FencedTools } from './fenced-tools.js';
import type { MediaTools, MediaToolsOptions } from './media-tools.js';

/** Builds the tools; nothing is started before the first call. @param options see `MediaToolsOptions` */
export function createMediaTools(options: MediaToolsOptions): MediaTools {
  return new FencedTools(options);
}
