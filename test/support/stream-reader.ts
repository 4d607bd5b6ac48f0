/** One event of a stream. */
export interface StreamMessage {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads server-sent events as a browser does. */
export class StreamReader {
  private readonly messages: StreamMessage[] = [];
  private wake: () => void = () => undefined;
  /** Resolves when the stream has ended, by either side. */
  readonly ended: Promise<void>;

  private constructor(
    private readonly abort: AbortController,
    readonly headers: Headers,
    body: ReadableStream<Uint8Array>,
  ) {
    this.ended = this.read(body).catch(() => undefined);
  }

  /** Opens a stream. @throws Error when it is refused */
  static async open(url: string, headers: Record<string, string>): Promise<StreamReader> {
    const abort = new AbortController();
    const reply = await fetch(url, { headers, signal: abort.signal });
    if (reply.status !== 200 || !reply.body) throw new Error(`The stream answered ${reply.status}.`);
    return new StreamReader(abort, reply.headers, reply.body);
  }

  /** Waits for so many further events. */
  async take(count: number): Promise<StreamMessage[]> {
    while (this.messages.length < count)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.messages.splice(0, count);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      this.messages.push(...blocks.flatMap((block) => messageOf(block) ?? []));
      this.wake();
    }
  }
}

function messageOf(block: string): StreamMessage | null {
  const fields = new Map(
    block.split('\n').map((line) => {
      const [name = '', ...value] = line.split(': ');
      return [name, value.join(': ')];
    }),
  );
  const data = fields.get('data');
  return data === undefined
    ? null
    : { id: fields.get('id') ?? '', type: fields.get('event') ?? '', data: JSON.parse(data) };
}
