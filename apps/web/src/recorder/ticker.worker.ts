/** Sends a message for every picture: a hidden page's own timers fall to one a second, a worker's do not. */
/// <reference lib="webworker" />
import { framesPerSecond } from './picture-composer';

setInterval(() => postMessage(null), 1000 / framesPerSecond);
