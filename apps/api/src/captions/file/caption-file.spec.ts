import { AppError, type CaptionCue, captionCuesSchema } from '@app/contracts';
import { array, assert, constantFrom, integer, oneof, pre, property, record, string } from 'fast-check';
import { decodeText } from '../../http/decode-text.js';
import { readCaptionFile } from './read-caption-file.js';
import { toSubRip, toWebVtt } from './write-caption-file.js';

const cue = (fromMs: number, toMs: number, text: string): CaptionCue => ({ fromMs, toMs, text });
const vtt = (body: string) => readCaptionFile(`WEBVTT\n\n${body}`);
const textsOf = (body: string) => vtt(body).map(({ text }) => text);
const oneOf = (text: string) => textsOf(`00:01.000 --> 00:02.000\n${text}`)[0];

function problemsOf(text: string): unknown {
  try {
    return readCaptionFile(text);
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-captions') return error.details;
    throw error;
  }
}

describe('a caption file', () => {
  test('WebVTT with header, notes, styles, regions, identifiers and settings', () =>
    expect(
      readCaptionFile(`WEBVTT - Tour
Kind: captions

STYLE
::cue { color: red }

REGION
id:one

NOTE a line
00:00:00.000 --> 00:00:09.000 is not a caption

intro
00:01.000 --> 00:02.500 align:start position:10%
Hello
there

1:00:00.000 --> 1:00:01.5
position: manager`),
    ).toEqual([cue(1_000, 2_500, 'Hello\nthere'), cue(3_600_000, 3_601_500, 'position: manager')]));

  test('SubRip with its mark, CRLF, wrong numbers, missing empty lines, and points for commas', () =>
    expect(
      readCaptionFile(
        decodeText(
          Buffer.from(
            '\uFEFF7\r\n00:00:01,000 --> 00:00:02,000 X1:40 X2:600\r\n<font color="red">One</font>\r\n7\r\n' +
              '00:00:02,000-->00:00:03,5\r\n{\\an8}Two\r\n00:00:04.000 --> 00:00:05.000\r\n\r\n\r\n' +
              '99\r\n0:00:06,000 --> 0:00:07,000\r\n42\r\n',
          ),
        ),
      ),
    ).toEqual([cue(1_000, 2_000, 'One'), cue(2_000, 3_500, 'Two'), cue(6_000, 7_000, '42')]));

  test.each([
    ['UTF-8', Buffer.from('Grüße – Ёлка')],
    ['UTF-16, little end first', Buffer.from('\uFEFFGrüße – Ёлка', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFFGrüße – Ёлка', 'utf16le').swap16()],
  ])('in %s', (_, bytes) => expect(decodeText(bytes)).toBe('Grüße – Ёлка'));

  test('in an old encoding, named or not', () => {
    expect(decodeText(Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]))).toBe('Grüße');
    expect(decodeText(Buffer.from([0xc0, 0xf0, 0xea, 0xe0]), 'windows-1251')).toBe('Арка');
    expect(decodeText(Buffer.from([0xfc]), 'no-such-thing')).toBe('ü');
  });

  test('comes in the order in which it is shown', () =>
    expect(textsOf('00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na')).toEqual(['a', 'b']));
});

describe('mark-up', () => {
  test.each([
    ['<b>a</b> <I.loud>b</I> <u onclick="x">c</u>', '<b>a</b> <i>b</i> <u>c</u>'],
    ['<script>alert(1)</script><c.red>x</c><00:01.500>y', 'alert(1)xy'],
    ['<ruby>漢<rt>kan</rt></ruby>', '漢kan'],
    [
      '&lt;img src=x onerror=alert(1)&gt; &amp;amp; &nbsp;&#x41;&bogus;',
      '<img src=x onerror=alert(1)> &amp; A&bogus;',
    ],
    ['a < b > c', 'a < b > c'],
    ['&#0;&#xFFFFFF;x', 'x'],
  ])('%s', (given, kept) => expect(oneOf(given)).toBe(kept));

  test('a voice is named where the speaker changes', () =>
    expect(
      textsOf(
        '00:01.000 --> 00:02.000\n<v.loud Ann Lee>Hi</v>\n\n00:02.000 --> 00:03.000\n<v Ann Lee>you\n\n00:03.000 --> 00:04.000\n<v Bob>Hey',
      ),
    ).toEqual(['Ann Lee: Hi', 'you', 'Bob: Hey']));

  test('written to WebVTT nothing but bold, italic and underlined is a tag', () => {
    const text = toWebVtt([cue(0, 1, 'a <b>b</b> <script> & --> <i onclick=x>')]);
    expect(text).toContain('a <b>b</b> &lt;script&gt; &amp; --&gt; &lt;i onclick=x&gt;');
  });
});

describe('a bad file is refused with the line and the reason', () => {
  test.each([
    ['00:xx:01,000 --> 00:00:02,000', '“00:xx:01,000” is no time. Write it as 00:00:01.000'],
    ['00:00:01,000 --> later', '“later” is no time. Write it as 00:00:01.000'],
    ['00:00:61,000 --> 00:00:62,000', '“00:00:61,000” is no time. Write it as 00:00:01.000'],
    ['00:00:05,000 --> 00:00:02,000', 'It ends at 00:00:02,000, not after it begins at 00:00:05,000'],
    ['99:00:00,000 --> 99:00:02,000', '99:00:02,000 is later than any video ends'],
  ])('%s', (times, message) =>
    expect(problemsOf(`1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n${times}\nB\n`)).toEqual([
      { line: 6, message },
    ]),
  );

  test('no captions, no text, a picture, and far too much', () => {
    expect(problemsOf('{"cues":[]}')).toMatchObject([{ line: 1, message: /^No line has times/ }]);
    expect(problemsOf('WEBVTT')).toMatchObject([{ line: 1 }]);
    expect(problemsOf('00:01.000 --> 00:02.000\n\n')).toMatchObject([{ message: 'No caption has a text' }]);
    expect(problemsOf(Buffer.from([0x89, 0x50, 0, 0]).toString('latin1'))).toMatchObject([
      { message: 'This is no text file' },
    ]);
    expect(problemsOf('00:01.000 --> 00:02.000\nx\n\n'.repeat(10_001))).toMatchObject([
      { line: 30_001, message: 'There are more than 10000 captions' },
    ]);
    expect(problemsOf(`00:01.000 --> 00:02.000\n${'x'.repeat(1_001)}`)).toMatchObject([{ line: 2 }]);
    expect(problemsOf('b --> a\n\n'.repeat(100))).toHaveLength(20);
  });

  test('whatever comes, it is read or refused, and quickly', () => {
    const parts = [
      '-->',
      '<',
      '>',
      '&',
      '&#',
      '{\\',
      '00:01.000 --> 00:02.000',
      '\n',
      '\r',
      'WEBVTT',
      'NOTE',
      '<v ',
      '<b>',
    ];
    const hostile = array(oneof(constantFrom(...parts), string({ unit: 'binary' })), {
      maxLength: 60,
    });
    assert(
      property(hostile, (pieces) => {
        const text = pieces.join('');
        const read = problemsOf(text) as { fromMs?: number }[];
        const isRead = read[0]?.fromMs !== undefined;
        return !isRead || captionCuesSchema.safeParse(read).success;
      }),
      { numRuns: 500 },
    );
    for (const part of ['<', '<b ', '&#', '{\\', '-->', '<v.', '\n', ' ', '00:'])
      expect(problemsOf(`WEBVTT\n\n00:01.000 --> 00:02.000\n${part.repeat(500_000)}`)).toBeDefined();
  });
});

describe('writing and reading again', () => {
  const cues = array(
    record({
      fromMs: integer({ min: 0, max: 80_000_000 }),
      lengthMs: integer({ min: 1, max: 20_000 }),
      text: oneof(
        string({ unit: 'grapheme' }),
        constantFrom(
          'position: 1',
          'NOTE',
          '12',
          '<b>x</b> & <',
          'a --> b',
          '{x} &lt; &amp;lt;',
          'WEBVTT',
          'שלום',
        ),
      ),
    }),
    { minLength: 1, maxLength: 30 },
  )
    .map((given) =>
      given.map(({ fromMs, lengthMs, text }) => ({ fromMs, toMs: fromMs + lengthMs, text: `${text}!` })),
    )
    .map((given) => captionCuesSchema.parse(given));

  test('WebVTT comes back as it was', () => {
    assert(
      property(cues, (given) => {
        // Written as entities, tags in disguise come back as text: only these few are mark-up.
        const plain = given.filter(({ text }) => !/<\/?[biu]>/.test(text.replace(/<b>x<\/b>/g, '')));
        pre(plain.length > 0);
        expect(readCaptionFile(toWebVtt(plain))).toEqual(plain);
      }),
    );
  });

  test('SubRip keeps every time, and every plain word', () => {
    assert(
      property(cues, (given) => {
        const simple = given.map((each) => ({ ...each, text: each.text.replace(/[<>&{}\\-]/g, '') }));
        expect(readCaptionFile(toSubRip(simple))).toEqual(captionCuesSchema.parse(simple));
      }),
    );
  });
});
