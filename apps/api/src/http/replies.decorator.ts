import { type ErrorCode, errorBodySchema, errorTable } from '@app/contracts';
import { HttpCode, SerializeOptions, applyDecorators } from '@nestjs/common';
import { ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import type { ZodType } from 'zod';

function describeErrors(codes: readonly ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes)
    byStatus.set(errorTable[code][0], [...(byStatus.get(errorTable[code][0]) ?? []), code]);
  return [...byStatus].map(([status, group]) =>
    ApiResponse({
      status,
      description: group.map((code) => `\`${code}\`: ${errorTable[code][1]}`).join('\n\n'),
      standardSchema: errorBodySchema,
    }),
  );
}

/** A media type, for replies that are not JSON. */
type MediaType = `${string}/${string}`;

function describeReply(reply: ZodType | MediaType | null) {
  if (reply === null) return {};
  if (typeof reply !== 'string') return { standardSchema: reply };
  const isText = reply.startsWith('text/');
  return { content: { [reply]: { schema: { type: 'string', ...(isText ? {} : { format: 'binary' }) } } } };
}

/**
 * What a route answers: its status, the schema that the reply is passed through (nothing undeclared leaves), and its errors.
 * The same declaration makes the OpenAPI document.
 * @param reply the schema of a JSON reply, the media type of another one, or null for an empty one
 */
export const Replies = (
  status: number,
  reply: ZodType | MediaType | null,
  errors: readonly ErrorCode[] = [],
  description = '',
) =>
  applyDecorators(
    HttpCode(status),
    ...(reply !== null && typeof reply !== 'string' ? [SerializeOptions({ schema: reply })] : []),
    ApiResponse({ status, description, ...describeReply(reply) } as ApiResponseOptions),
    ...describeErrors([...errors, 'internal']),
  );
