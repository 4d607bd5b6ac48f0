import { check, property, string } from 'fast-check';
import { escapeHtml, html, jsonScript } from './html.js';

describe('html', () => {
  it('escapes what is put in, and leaves finished HTML alone', () => {
    expect(html`<p title="${'"><script>'}">${html`<b>${'a & b'}</b>`}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;"><b>a &amp; b</b></p>',
    );
  });

  it('drops what is absent and joins lists', () => {
    expect(html`${null}${undefined}${false}${['a', html`<i></i>`]}${0}`.text).toBe('a<i></i>0');
  });

  it('lets no text begin a tag or end an attribute', () => {
    expect(check(property(string(), (text) => !/[<>"']/.test(escapeHtml(text)))).failed).toBe(false);
  });

  it('keeps data inside its script element, whatever it holds', () => {
    const verdict = check(
      property(string(), (text) => {
        const { text: written } = jsonScript('facts', { text: `</script>${text}` });
        const json = written.slice(written.indexOf('>') + 1, written.lastIndexOf('</script>'));
        return !json.includes('<') && (JSON.parse(json) as { text: string }).text === `</script>${text}`;
      }),
    );
    expect(verdict.failed).toBe(false);
  });
});
