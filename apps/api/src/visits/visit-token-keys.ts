import { SecretRepository } from '@app/database';
import type { TokenKeyRing } from '@app/tracking';
import type { FactoryProvider } from '@nestjs/common';

/** Injection token of the keys that sign the tokens of visits (`TokenKeyRing` of @app/tracking). */
export const VISIT_TOKEN_KEYS = Symbol('visit-token-keys');

/** The installation's own keys, minted at the first start and read once per process. */
export const visitTokenKeys: FactoryProvider<TokenKeyRing> = {
  provide: VISIT_TOKEN_KEYS,
  inject: [SecretRepository],
  useFactory: async (secrets: SecretRepository) => {
    const keys = await secrets.keysOf('visit-token');
    return keys.map(({ keyId, value }) => ({ id: keyId, secret: value }));
  },
};
