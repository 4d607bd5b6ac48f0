import { figureMeanings } from '@app/contracts';
import { startTestApi, type TestApi } from '../support/test-api.js';

interface Reply {
  content?: Record<string, { schema?: object }>;
}
interface Operation {
  responses: Record<string, Reply>;
}
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

let api: TestApi;
let document: Document;

beforeAll(async () => {
  api = await startTestApi();
  document = (await (await fetch(`${api.origin}/api/openapi.json`)).json()) as Document;
}, 60_000);
afterAll(() => api.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ name: `${verb.toUpperCase()} ${path}`, operation })),
  );
/** Replies of these carry their news in headers (tus 1.0.0). */
const hasNoBody = (name: string) => name.startsWith('HEAD ') || name === 'POST /api/v1/uploads';

describe('the OpenAPI document', () => {
  it('declares what every route answers when all is well', () => {
    const silent = operations()
      .filter(({ name, operation }) => {
        const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
        const isDeclared = good.some(
          ([status, { content }]) =>
            status === '204' || Object.values(content ?? {}).some(({ schema }) => schema),
        );
        return good.length === 0 || !(isDeclared || hasNoBody(name));
      })
      .map(({ name }) => name);
    expect(silent).toEqual([]);
  });

  it('declares errors on every route, in the one form', () => {
    const bare = operations()
      .filter(({ operation }) =>
        Object.entries(operation.responses).some(
          ([status, { content }]) =>
            /^[45]/.test(status) && !JSON.stringify(content ?? null).includes('#/components/schemas/Error'),
        ),
      )
      .map(({ name }) => name);
    expect(bare).toEqual([]);
    expect(operations().filter(({ operation }) => !('500' in operation.responses))).toEqual([]);
  });

  it('points at nothing that is not there', () => {
    const pointed = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(pointed.length).toBeGreaterThan(50);
    expect([...new Set(pointed)].filter((name) => !(name in document.components.schemas))).toEqual([]);
  });

  it('explains every figure in the words of the screens', () => {
    const text = JSON.stringify(document.components.schemas);
    const silent = Object.entries(figureMeanings).filter(
      ([, meaning]) => !text.includes(JSON.stringify(meaning).slice(1, -1)),
    );
    expect(silent).toEqual([]);
  });

  it('is served for people as well', async () => {
    const page = await fetch(`${api.origin}/api/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
  });
});
