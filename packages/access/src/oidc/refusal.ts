import { errors } from 'jose';

const claimWords: Readonly<Record<string, string>> = {
  aud: 'it is not for this platform',
  iss: 'it is of another issuer',
  nbf: 'it is not good yet',
  iat: 'it was issued in the future',
  exp: 'it has no end',
  sub: 'it speaks for nobody',
};

/** Why a token is refused, for who shows it; null where it is not the token that something is wrong with. */
export function refusalOf(error: unknown): string | null {
  const why = reasonOf(error);
  return why === null ? null : `The token is refused: ${why}.`;
}

/** Whether the signature was found to fit before the error: what a token says is looked at after that. */
export function isSigned(error: unknown): boolean {
  return error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed;
}

function reasonOf(error: unknown): string | null {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return claimWords[error.claim] ?? 'what it says is not so';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature does not fit';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'it is signed in a way that is not taken';
  if (error instanceof errors.JWKSNoMatchingKey) return 'it is signed by a key that its issuer does not have';
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'it does not say which key signed it';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'it is no token';
  if (error instanceof errors.JOSENotSupported) return 'it is signed in a way that is not taken';
  return null;
}
