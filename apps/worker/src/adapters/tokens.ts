/** Injection token of the typed configuration (`Config` of @app/config). */
export const CONFIG = Symbol('config');
/** Injection token of the storage port (`Storage` of @app/storage). */
export const STORAGE = Symbol('storage');
/** Injection token of the queue port (`Queue` of @app/queue). */
export const QUEUE = Symbol('queue');
/** Injection token of ffmpeg behind its fences (`MediaTools` of @app/media). */
export const MEDIA = Symbol('media');
