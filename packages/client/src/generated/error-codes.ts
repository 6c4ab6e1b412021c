/* eslint-disable */
/** What `extensions.code` of an error may be. */
export type ErrorCode =
  /** A value that was given cannot be what it claims to be; the message says which, and what is expected. A mutation lists every fault of its input in `extensions.faults`. */
  | 'INVALID_INPUT'
  /** The text in `after` or `before` is no cursor that this connection gave. Start without a cursor. */
  | 'INVALID_CURSOR'
  /** The text in `id` is no global id that this API gave. */
  | 'INVALID_NODE_ID'
  /** Something that was named, such as a measure by its code or a record by its id, does not exist or may not be seen. */
  | 'NOT_FOUND'
  /** The record has another version than was expected: somebody changed it meanwhile. `extensions` holds `expectedVersion` and `currentVersion`; read it again. */
  | 'CONFLICT'
  /** The idempotency key was used for another write already; each write takes a key of its own. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The finding is in a state that the answer does not fit, such as one that is resolved already; the message says which. Read it again. */
  | 'FINDING_STATE'
  /** The stated figure is no mismatch, is stated or computed otherwise than was read, or its explanation was withdrawn already; the message says which. Read it again. */
  | 'FIGURE_STATE'
  /** The run of a job is in a state that cannot be ended or tried again, such as one that has succeeded; the message says which. Read it again. */
  | 'JOB_RUN_STATE'
  /** The import was undone already; the message says when. */
  | 'IMPORT_UNDONE'
  /** The import cannot be undone, since its records were changed since, or others name them; the message says which. */
  | 'IMPORT_BUILT_ON'
  /** What was submitted is in a state that this does not fit, such as one that stands as it is, or whose records came or went since; the message says which. Read it again. */
  | 'SUBMISSION_STATE'
  /** The month is approved and locked, and its records change only for a reason that is given: `extensions` holds `topic`, `branchCode` and `month` of the first, and how many are `locked`. */
  | 'PERIOD_LOCKED'
  /** Records of the topic are being written, and none of its months is submitted or approved meanwhile. Try again in a minute. */
  | 'RECORDS_BEING_WRITTEN'
  /** Only who may see more of the tree, or has another role, may do or see this; the message says what. */
  | 'NOT_ALLOWED'
  /** The request shows a token that is not good, or none where one is needed; the message says which. Status 401. */
  | 'UNAUTHENTICATED'
  /** Who asks is known, and their role may not ask this at all; the message says what. Status 403. */
  | 'FORBIDDEN'
  /** The sign-in provider cannot be asked whether the token is good. Try again in a moment. Status 503. */
  | 'SIGN_IN_UNAVAILABLE'
  /** Nothing of persons can be read or written: the master key that their keys are wrapped by is not at hand. */
  | 'MASTER_KEY'
  /** What is kept of a person was changed, or put in the place of another’s: it does not open. */
  | 'SEAL_BROKEN'
  /** The records are being checked, and findings take no answers meanwhile. Try again in a minute. */
  | 'CHECK_UNDER_WAY'
  /** A figure was asked for as of a day that has not come; ask for today or an earlier day. */
  | 'AS_OF_IN_FUTURE'
  /** The question asks for more at once than can be answered in time; ask for less. */
  | 'QUERY_TOO_COMPLEX'
  /** The request is larger, deeper, broader or dearer than a setting allows: `extensions.limit` names it, `most` and `measured` say how far. Status 400. */
  | 'LIMIT_EXCEEDED'
  /** Who asks has asked for as much as they may for now, or too many tokens that are not good came from their address: `extensions.retryAfterSeconds` says when they may go on. Status 429. */
  | 'RATE_LIMITED'
  /** The gateway runs documents of its manifest only, and has none such. Status 400. */
  | 'DOCUMENT_NOT_TRUSTED'
  /** The document is not GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** A variable does not fit its type. */
  | 'BAD_USER_INPUT'
  /** The document holds no operation, or several and `operationName` picks none. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** The request is no GraphQL over HTTP: its body is no JSON, a list, lacks `query`, may come from another site, or asks for what another address serves. Status 400. */
  | 'BAD_REQUEST'
  /** No document of this hash is kept; send it together with its hash. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** The request names a persisted query, and automatic ones are turned off; send the document itself. */
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  /** The body of the request is larger than a setting allows. Status 413. */
  | 'PAYLOAD_TOO_LARGE'
  /** The WebSocket has as many operations open as it may; complete some first. */
  | 'TOO_MANY_SUBSCRIPTIONS'
  /** As many WebSockets and streams of events are open as the gateway keeps. Status 503. */
  | 'TOO_MANY_CONNECTIONS'
  /** The fault is ours. `extensions.errorId` names the entry in the log that holds the whole of it. */
  | 'INTERNAL_SERVER_ERROR';

/** What is wrong with one field of an input. */
export type FaultCode =
  /** null, where the record must have a value. */
  | 'REQUIRED'
  /** a text without a letter. */
  | 'EMPTY'
  /** a text of more letters than are taken. */
  | 'TOO_LONG'
  /** a text with a NUL or with half of a pair of code units. */
  | 'NOT_TEXT'
  /** a number or an amount that is too small or too large. */
  | 'OUT_OF_RANGE'
  /** an amount with more than two places. */
  | 'TOO_PRECISE'
  /** a day before the one that it cannot precede. */
  | 'OUT_OF_ORDER'
  /** a value that does not go with another one. */
  | 'INCONSISTENT'
  /** no global id of the kind that the field takes. */
  | 'INVALID_ID'
  /** a code or an id of something that is not there, or may not be seen. */
  | 'UNKNOWN'
  /** an area that belongs to no region on the own date of the record. */
  | 'NOT_PLACED'
  /** an area of which the viewer may not write. */
  | 'OUT_OF_SCOPE'
  /** a link to a record of another region. */
  | 'OTHER_REGION'
  /** a source reference that another record has. */
  | 'NOT_UNIQUE'
  /** a record that others name cannot be deleted, nor move to another region. */
  | 'STILL_NAMED'
  /** any other rule of the database. */
  | 'REFUSED';
