import * as fc from 'fast-check';
import { isBusy, nextPhase, type RecorderEvent, type RecorderPhase } from './recorder-state';

const events: RecorderEvent[] = [
  'sources-opened',
  'sources-closed',
  'start',
  'cancel',
  'counted-down',
  'pause',
  'resume',
  'stop',
  'uploaded',
  'retake',
  'fail',
];

const walk = (start: RecorderPhase, ...path: RecorderEvent[]): RecorderPhase =>
  path.reduce<RecorderPhase>((phase, event) => nextPhase(phase, event) ?? phase, start);

const isExplained = (path: RecorderEvent[]): boolean =>
  walk('idle', ...path) !== 'finished' || path.includes('stop');

describe('nextPhase', () => {
  it('walks the story: ready, countdown, record, pause, resume, stop, finished', () => {
    expect(walk('idle', 'sources-opened', 'start', 'counted-down', 'pause', 'resume')).toBe('recording');
    expect(walk('recording', 'stop', 'uploaded')).toBe('finished');
  });

  it('ignores what makes no sense', () => {
    expect(nextPhase('idle', 'start')).toBeNull();
    expect(nextPhase('paused', 'pause')).toBeNull();
    expect(nextPhase('stopping', 'stop')).toBeNull();
    expect(nextPhase('finished', 'resume')).toBeNull();
  });

  it('lets every recording be taken again', () => {
    for (const phase of ['recording', 'paused', 'stopping', 'finished', 'failed'] as const)
      expect(nextPhase(phase, 'retake')).toBe('ready');
  });

  it('never finishes without a stop', () => {
    expect(() =>
      fc.assert(fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), isExplained)),
    ).not.toThrow();
  });

  it('is busy exactly while bytes can be lost', () => {
    expect((['recording', 'paused', 'stopping'] as const).every(isBusy)).toBe(true);
    expect((['idle', 'ready', 'countdown', 'finished', 'failed'] as const).some(isBusy)).toBe(false);
  });
});
