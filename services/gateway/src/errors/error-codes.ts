import type { ApolloServerErrorCode } from '@apollo/server/errors';

/** Every code that an answer's `errors[].extensions.code` may carry, as schema/errors.md explains them. */
export const errorCodes: Readonly<Record<string, string>> = {
  INVALID_INPUT:
    'A value that was given cannot be what it claims to be; the message says which, and what is expected. A mutation lists every fault of its input in `extensions.faults`.',
  INVALID_CURSOR: 'The text in `after` or `before` is no cursor that this connection gave. Start without a cursor.',
  INVALID_NODE_ID: 'The text in `id` is no global id that this API gave.',
  NOT_FOUND:
    'Something that was named, such as a measure by its code or a record by its id, does not exist or may not be seen.',
  CONFLICT:
    'The record has another version than was expected: somebody changed it meanwhile. `extensions` holds `expectedVersion` and `currentVersion`; read it again.',
  IDEMPOTENCY_CONFLICT: 'The idempotency key was used for another write already; each write takes a key of its own.',
  FINDING_STATE:
    'The finding is in a state that the answer does not fit, such as one that is resolved already; the message says which. Read it again.',
  FIGURE_STATE:
    'The stated figure is no mismatch, is stated or computed otherwise than was read, or its explanation was withdrawn already; the message says which. Read it again.',
  JOB_RUN_STATE:
    'The run of a job is in a state that cannot be ended or tried again, such as one that has succeeded; the message says which. Read it again.',
  IMPORT_UNDONE: 'The import was undone already; the message says when.',
  IMPORT_BUILT_ON:
    'The import cannot be undone, since its records were changed since, or others name them; the message says which.',
  SUBMISSION_STATE:
    'What was submitted is in a state that this does not fit, such as one that stands as it is, or whose records came or went since; the message says which. Read it again.',
  PERIOD_LOCKED:
    'The month is approved and locked, and its records change only for a reason that is given: `extensions` holds `topic`, `branchCode` and `month` of the first, and how many are `locked`.',
  RECORDS_BEING_WRITTEN:
    'Records of the topic are being written, and none of its months is submitted or approved meanwhile. Try again in a minute.',
  NOT_ALLOWED: 'Only who may see more of the tree, or has another role, may do or see this; the message says what.',
  UNAUTHENTICATED:
    'The request shows a token that is not good, or none where one is needed; the message says which. Status 401.',
  FORBIDDEN: 'Who asks is known, and their role may not ask this at all; the message says what. Status 403.',
  SIGN_IN_UNAVAILABLE:
    'The sign-in provider cannot be asked whether the token is good. Try again in a moment. Status 503.',
  MASTER_KEY:
    'Nothing of persons can be read or written: the master key that their keys are wrapped by is not at hand.',
  SEAL_BROKEN: 'What is kept of a person was changed, or put in the place of another’s: it does not open.',
  CHECK_UNDER_WAY: 'The records are being checked, and findings take no answers meanwhile. Try again in a minute.',
  AS_OF_IN_FUTURE: 'A figure was asked for as of a day that has not come; ask for today or an earlier day.',
  QUERY_TOO_COMPLEX: 'The question asks for more at once than can be answered in time; ask for less.',
  LIMIT_EXCEEDED:
    'The request is larger, deeper, broader or dearer than a setting allows: `extensions.limit` names it, `most` and `measured` say how far. Status 400.',
  RATE_LIMITED:
    'Who asks has asked for as much as they may for now, or too many tokens that are not good came from their address: `extensions.retryAfterSeconds` says when they may go on. Status 429.',
  DOCUMENT_NOT_TRUSTED: 'The gateway runs documents of its manifest only, and has none such. Status 400.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  BAD_USER_INPUT: 'A variable does not fit its type.',
  OPERATION_RESOLUTION_FAILURE: 'The document holds no operation, or several and `operationName` picks none.',
  BAD_REQUEST:
    'The request is no GraphQL over HTTP: its body is no JSON, a list, lacks `query`, may come from another site, or asks for what another address serves. Status 400.',
  PERSISTED_QUERY_NOT_FOUND: 'No document of this hash is kept; send it together with its hash.',
  PERSISTED_QUERY_NOT_SUPPORTED:
    'The request names a persisted query, and automatic ones are turned off; send the document itself.',
  PAYLOAD_TOO_LARGE: 'The body of the request is larger than a setting allows. Status 413.',
  TOO_MANY_SUBSCRIPTIONS: 'The WebSocket has as many operations open as it may; complete some first.',
  TOO_MANY_CONNECTIONS: 'As many WebSockets and streams of events are open as the gateway keeps. Status 503.',
  INTERNAL_SERVER_ERROR:
    'The fault is ours. `extensions.errorId` names the entry in the log that holds the whole of it.',
} satisfies Record<`${ApolloServerErrorCode}`, string> & Record<string, string>;
