import { decidePrivacy } from './privacy.js';

const silent = { hasOptOutSignal: false, hasAccepted: false, hasOptedOut: false };

it.each([
  ['aggregate', {}, 'aggregate', false],
  ['aggregate', { hasAccepted: true }, 'aggregate', false],
  ['notice', {}, 'notice', true],
  ['notice', { hasOptOutSignal: true }, 'aggregate', false],
  ['notice', { hasOptOutSignal: true, hasAccepted: true }, 'notice', true],
  ['notice', { hasOptedOut: true, hasAccepted: true }, 'aggregate', false],
  ['consent', {}, 'consent', false],
  ['consent', { hasAccepted: true }, 'consent', true],
  ['consent', { hasOptOutSignal: true }, 'aggregate', false],
] as const)('%s with %j is %s, personal: %s', (workspaceMode, change, mode, isPersonal) => {
  expect(decidePrivacy(workspaceMode, { ...silent, ...change })).toEqual({ mode, isPersonal });
});
