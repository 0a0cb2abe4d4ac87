/** Secrets at rest: AES-256-GCM, under a key that is not stored beside them. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { NewsroomError } from '../../src/errors.ts';

export const SEAL_KEY_BYTES = 32;
const CIPHER = 'aes-256-gcm';
/** What NIST SP 800-38D recommends for GCM. */
const IV_BYTES = 12;

export interface Sealed {
  /** Which key it was sealed with; tells nothing of the key itself. */
  readonly keyId: string;
  readonly iv: string;
  readonly tag: string;
  readonly data: string;
}

export interface Sealer {
  /** `place` is what the secret belongs to: nowhere else does it open. */
  seal(secret: string, place: string): Sealed;
  /** Throws `bad_config` where none of the keys fits, or it was not sealed for this place. */
  open(sealed: Sealed, place: string): string;
  /** True where it was sealed with a key that is kept to open alone. */
  isOld(sealed: Sealed): boolean;
}

/** The first key seals; the others open what was sealed before the key was changed. Throws `bad_config` for a key of another size. */
export function openSealer(keys: readonly Uint8Array[]): Sealer {
  const [current, ...older] = keys.map((key) => ({ key, id: idOf(key) }));
  if (current === undefined || keys.some((key) => key.length !== SEAL_KEY_BYTES))
    throw new NewsroomError('bad_config', `A key for Slack's tokens has ${SEAL_KEY_BYTES} bytes.`, {
      hint: 'Set SLACK_TOKEN_KEY; make one with: openssl rand -base64 32',
    });
  const known = new Map([current, ...older].map(({ key, id }) => [id, key]));
  return {
    seal(secret, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, current.key, iv).setAAD(Buffer.from(place));
      const data = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return {
        keyId: current.id,
        iv: iv.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
        data: data.toString('base64'),
      };
    },
    open({ keyId, iv, tag, data }, place) {
      const key = known.get(keyId);
      if (key === undefined) throw cannotOpen('a key that is not set');
      try {
        const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64'))
          .setAAD(Buffer.from(place))
          .setAuthTag(Buffer.from(tag, 'base64'));
        return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString();
      } catch (cause) {
        throw cannotOpen('something else, or was changed since', cause);
      }
    },
    isOld: ({ keyId }) => keyId !== current.id,
  };
}

const idOf = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

const cannotOpen = (why: string, cause?: unknown): NewsroomError =>
  new NewsroomError('bad_config', `The token of a Slack workspace was sealed with ${why}.`, {
    hint: 'Put the key that it was sealed with behind the new one, SLACK_TOKEN_KEY=new,old; or have the workspace install the app again.',
    cause,
  });
