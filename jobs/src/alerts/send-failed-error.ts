import { OblysError } from '@oblys/domain';

/** A message did not arrive; the text says where and why, and tells nothing secret of the address. */
export class SendFailedError extends OblysError {
  readonly code = 'SEND_FAILED';
}
