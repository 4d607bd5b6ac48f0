// The one declaration of everything that crosses a process boundary: request, reply and event schemas (zod),
// the types inferred from them, and the table of errors.
// Called by: the API (validation, replies, OpenAPI), the worker (events), the web app (types, forms).
// Never does: input or output of its own; it imports zod and nothing else.
export * from './api-keys.js';
export * from './auth.js';
export * from './beacons.js';
export * from './calls.js';
export * from './campaigns.js';
export * from './captions.js';
export * from './cue-text.js';
export * from './cut-cue.js';
export * from './delivery-troubles.js';
export * from './edits.js';
export * from './errors.js';
export * from './figure-meanings.js';
export * from './figures.js';
export * from './health.js';
export * from './links.js';
export * from './members.js';
export * from './merge-tags.js';
export * from './notifications.js';
export * from './operator.js';
export * from './page.js';
export * from './primitives.js';
export * from './prospects.js';
export * from './reclassify.js';
export * from './stream.js';
export * from './timeline.js';
export * from './transcription.js';
export * from './uploads.js';
export * from './video-failures.js';
export * from './videos.js';
export * from './visits.js';
