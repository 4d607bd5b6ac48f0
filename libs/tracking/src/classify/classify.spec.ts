import { classify, ruleVersion } from './classify.js';
import { explainClass } from './explain-class.js';
import { plainFacts, type VisitFacts } from './visit-facts.js';
import agents from './user-agents.fixture.json' with { type: 'json' };

const now = Date.UTC(2026, 0, 15);
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const facts = (change: Partial<VisitFacts> = {}): VisitFacts => ({
  ...plainFacts(chrome, now),
  hasClientHints: true,
  ...change,
});
const classOf = (change: Partial<VisitFacts>) => classify(facts(change)).class;

describe('the known agents', () => {
  it.each(agents.filter(({ isHuman }) => isHuman))('$id is a person', ({ agent }) => {
    const behaving = classify({
      ...plainFacts(agent, now),
      hasInput: true,
      hasClientHints: /Chrome/.test(agent),
    });
    expect(behaving).toEqual({ class: 'human', reasons: [], ruleVersion });
    expect(classify(plainFacts(agent, now)).class).toBe('human');
  });

  it.each(agents.filter(({ isHuman, isDetectable }) => !isHuman && isDetectable))(
    '$id is a bot',
    ({ agent }) => {
      expect(classify({ ...plainFacts(agent, now), hasInput: true }).class).toBe('bot');
    },
  );

  it('catches by behaviour those that carry a real browser’s name', () => {
    const hidden = Object.fromEntries(
      agents.filter(({ isDetectable }) => !isDetectable).map(({ id, agent }) => [id, plainFacts(agent, now)]),
    );
    const classes = Object.entries(hidden).map(([id, plain]) => {
      const soon = { ...plain, sinceSentMs: 4_000 };
      return [id, classify(soon).class];
    });
    expect(classes.length).toBeGreaterThanOrEqual(3);
    expect(new Set(classes.map(([, each]) => each))).toEqual(new Set(['scanner']));
    expect(classify(hidden['proofpoint-urldefense'] as VisitFacts).class).toBe('suspect');
  });
});

describe('classify', () => {
  it.each([
    ['human', {}],
    ['bot', { agent: '' }],
    ['bot', { agent: '  ' }],
    ['prefetch', { purposes: ['prefetch;prerender'] }],
    ['prefetch', { purposes: ['preview'] }],
    ['human', { purposes: ['navigate'] }],
    ['automation', { isWebdriver: true, hasInput: true }],
    ['scanner', { isHoneypotFetched: true, hasInput: true }],
    ['human', { linksFromNetwork: 2 }],
    ['scanner', { linksFromNetwork: 3, hasInput: true }],
    ['scanner', { sinceSentMs: 9_999 }],
    ['human', { sinceSentMs: 9_999, hasInput: true }],
    ['human', { sinceSentMs: 10_000 }],
    ['internal', { isMember: true }],
    ['internal', { isMember: true, sinceSentMs: 1_000, linksFromNetwork: 5 }],
    ['scanner', { isMember: true, isHoneypotFetched: true }],
    ['internal', { isPreview: true }],
    ['internal', { hasSenderMark: true }],
    ['internal', { isMarkedInternal: true, hasInput: true }],
    ['suspect', { hasClientHints: false }],
    ['human', { hasClientHints: null }],
    ['human', { hasClientHints: false, hasInput: true }],
    ['suspect', { isDataCentre: true }],
    ['human', { isDataCentre: true, hasInput: true }],
    ['suspect', { isDataCentre: true, hasClientHints: false, hasInput: true }],
    ['bot', { agent: 'curl/8.0', isWebdriver: true, isMember: true }],
  ] as const)('%s for %j', (trackingClass, change) => {
    expect(classOf(change)).toBe(trackingClass);
  });

  it('judges the age of a browser at the time of the visit', () => {
    const agent = chrome.replace('141', '110');
    const early = Date.parse('2025-12-01');
    const late = Date.parse('2026-03-01');
    expect(classify({ ...facts({ agent }), atMs: early }).class).toBe('human');
    expect(classify({ ...facts({ agent }), atMs: late }).class).toBe('suspect');
  });

  it('keeps the reasons of every step, also of those that came second', () => {
    const { class: first, reasons } = classify(facts({ isWebdriver: true, sinceSentMs: 4_000 }));
    expect(first).toBe('automation');
    expect(reasons).toEqual([
      { step: 'automation', code: 'webdriver' },
      { step: 'scanner', code: 'soon-after-sending', value: 4_000 },
    ]);
  });
});

describe('explainClass', () => {
  it('says what, why and that it was not counted', () => {
    const { class: scanner, reasons } = classify(facts({ sinceSentMs: 4_000 }));
    expect(explainClass(scanner, reasons)).toBe('Fetched by a mail scanner (4 s after sending), not counted');
    expect(explainClass('human', [])).toBe('Opened by a person');
  });

  it('names an agent of our list', () => {
    const { class: bot, reasons } = classify(facts({ agent: 'BarracudaCentral/1.0' }));
    expect(explainClass(bot, reasons)).toBe('Fetched by a program (known as barracuda), not counted');
  });
});
