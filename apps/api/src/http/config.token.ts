/** Injection token of the typed configuration (`Config` of @app/config). */
export const CONFIG = Symbol('config');
