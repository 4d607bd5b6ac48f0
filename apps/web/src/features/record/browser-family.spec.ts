import { browserFamily, systemFamily } from './browser-family';

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';

describe('browserFamily and systemFamily', () => {
  it.each([
    [`Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36`, 0, 'chrome', 'other'],
    [
      `Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0`,
      0,
      'chrome',
      'windows',
    ],
    [`Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36`, 10, 'chrome', 'windows'],
    [`Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0`, 0, 'firefox', 'other'],
    [`Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0`, 5, 'android-firefox', 'android'],
    [`${mac} ${webkit} Version/26.0 Safari/605.1.15`, 0, 'safari', 'mac'],
    [`${mac} AppleWebKit/537.36 Chrome/156.0 Safari/537.36`, 0, 'chrome', 'mac'],
    [`${mac} ${webkit} Version/26.0 Safari/605.1.15`, 5, 'ios', 'ios'],
    [`Mozilla/5.0 (iPhone; CPU iPhone OS 26_0) ${webkit} Version/26.0 Mobile Safari/604.1`, 5, 'ios', 'ios'],
    [`Mozilla/5.0 (iPhone; CPU iPhone OS 26_0) ${webkit} CriOS/156.0 Safari/604.1`, 5, 'ios-other', 'ios'],
    [
      `Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36`,
      5,
      'android',
      'android',
    ],
  ])('%s, %i points of touch → %s on %s', (userAgent, touchPoints, browser, system) => {
    expect(browserFamily(userAgent, touchPoints)).toBe(browser);
    expect(systemFamily(userAgent, touchPoints)).toBe(system);
  });
});
