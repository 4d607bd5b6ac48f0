/** Sends the time for every picture: a hidden page's own timers fall to one a second, a worker's do not. */
/// <reference lib="webworker" />
import { framesPerSecond } from './picture-composer';

setInterval(() => postMessage(performance.timeOrigin + performance.now()), 1000 / framesPerSecond);
