import { SecretRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';

/** What is kept of the address of somebody who was erased: an HMAC, so that nobody without the key can test addresses. */
@Injectable()
export class SuppressionHash {
  constructor(private readonly secrets: SecretRepository) {}

  /** A function that hashes addresses (any case) with the installation's key. */
  async hasher(): Promise<(email: string) => Buffer> {
    const [key] = await this.secrets.keysOf('suppression');
    return (email) => createHmac('sha256', key.value).update(email.toLowerCase()).digest();
  }
}
