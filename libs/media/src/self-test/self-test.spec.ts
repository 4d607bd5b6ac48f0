import { defaultLimits } from '../media-limits.js';
import { gatherTools } from '../tool-belt.js';
import { selfTest } from './self-test.js';

jest.setTimeout(30_000);

const fenced = () => gatherTools({ sandbox: 'required' });
const unfenced = () => gatherTools({ sandbox: 'unsafe-off' });
const untried = () => Promise.reject(new Error('no room in /tmp'));

function listening() {
  const warnings: string[] = [];
  const logger = {
    debug: () => undefined,
    warn: (_: object, message: string) => void warnings.push(message),
  };
  return { warnings, logger };
}

it('is silent where the sandbox holds', async () => {
  const { warnings, logger } = listening();
  expect(await selfTest(fenced, { sandbox: 'required', logger }, defaultLimits)).toEqual([]);
  expect(warnings).toEqual([]);
});

it('warns once and clearly where somebody switched the sandbox off', async () => {
  const { warnings, logger } = listening();
  expect(await selfTest(unfenced, { sandbox: 'unsafe-off', logger }, defaultLimits)).toEqual([]);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^MEDIA_SANDBOX=unsafe-off: ffmpeg runs WITHOUT a sandbox\. .* only for development/,
    ),
  ]);
});

it('does not take a missing sandbox for one', async () => {
  expect(await selfTest(unfenced, { sandbox: 'required' }, defaultLimits)).toEqual([
    'ffmpeg runs without a sandbox although one is required.',
  ]);
});

it('tells what kept it from trying', async () => {
  expect(await selfTest(untried, { sandbox: 'required' }, defaultLimits)).toEqual([
    'ffmpeg and its fences could not be tried: no room in /tmp',
  ]);
});
