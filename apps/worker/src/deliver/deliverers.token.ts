/** Injection token of the ways to members (`Deliverer[]`). */
export const DELIVERERS = Symbol('deliverers');
