import { assert, property, string } from 'fast-check';
import { type MailDocument, renderHtml, renderText } from './mail-document.js';

const documentOf = (text: string): MailDocument => ({
  subject: text,
  heading: text,
  paragraphs: [text],
  quotation: text || ' ',
  rows: [[text, text, text]],
  list: { title: text, items: [text] },
  action: { label: text, url: `https://example.com/${encodeURIComponent(text)}` },
  footer: { why: text, unsubscribeUrl: 'https://example.com/u', settingsUrl: 'https://example.com/s' },
});
/** Unpaired halves of a character cannot be put into an address. */
const words = string({ unit: 'grapheme' });
const marksOf = (html: string) => html.replace(/[^<>"']/g, '');

describe('a mail', () => {
  it('has the same tags and quotes as HTML, whatever it says', () => {
    const empty = marksOf(renderHtml(documentOf('')));
    assert(property(words, (text) => expect(marksOf(renderHtml(documentOf(text)))).toBe(empty)));
  });

  it('marks every line of a quotation in its text', () => {
    const text = renderText({ ...documentOf('Hello'), quotation: 'One\n-- \nTwo' });
    expect(text).toContain('\n> One\n> -- \n> Two\n');
  });

  it('leaves out what it has not', () => {
    const { rows: _rows, list: _list, quotation: _quotation, ...short } = documentOf('Hello');
    expect(renderText(short)).toBe(
      'Hello\n\nHello\n\nHello: https://example.com/Hello\n\n-- \nHello\nStop these mails: https://example.com/u\nAll notification settings: https://example.com/s\n',
    );
    expect(renderHtml(short)).not.toMatch(/<table|<ul|<blockquote|undefined|false/);
  });
});
