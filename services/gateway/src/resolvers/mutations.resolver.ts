import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { writableRecords, type WritableRecord } from '../graph/record-fields.js';
import { createMutationTypes, operations, type Operation } from '../graph/record-inputs.js';
import { fieldOf } from '../read-path/selection.js';
import type { GivenInput } from '../write-path/read-input.js';

/** Three mutations for each kind of record; each hands its arguments to the write path. */
@Resolver()
export class MutationsResolver {}

function declareMutation(operation: Operation, record: WritableRecord): void {
  const prototype = MutationsResolver.prototype;
  const name = `${operation}${record.kind.name}`;
  const { input, payload: Payload } = createMutationTypes(operation, record);
  const resolve = async (info: GraphQLResolveInfo, { writePath }: GatewayContext): Promise<object> => {
    const { args } = fieldOf(info);
    const key = (args['idempotencyKey'] ?? null) as string | null;
    const reason = (args['reason'] ?? null) as string | null;
    return new Payload(await writePath[operation](record, args['input'] as GivenInput, { key, reason }));
  };
  const descriptor = { value: resolve, enumerable: false, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  Info()(prototype, name, 0);
  Ctx()(prototype, name, 1);
  Arg('input', () => input, { description: argumentDescriptions[operation] })(prototype, name, 2);
  Arg('idempotencyKey', () => ID, {
    nullable: true,
    description:
      'Any text of at most 200 letters, made anew for each write: a repeat of the call with the same key within 24 hours writes nothing and gives the first answer.',
  })(prototype, name, 3);
  Arg('reason', () => String, {
    nullable: true,
    description:
      'Why a record of a month that is approved and locked is written all the same, in at most 1000 letters and without personal data; it is kept in the history of the submission.',
  })(prototype, name, 4);
  // Nullable, or else one that is refused would take the answers of those beside it along, and keep later ones from being done.
  const description = `${mutationDescriptions[operation](record)} Null where it was refused; the error says why.`;
  Mutation(() => Payload, { nullable: true, description })(prototype, name, descriptor);
}

const argumentDescriptions: Readonly<Record<Operation, string>> = {
  create: 'The record.',
  update: 'Which record, and what changes.',
  delete: 'Which record.',
};

const mutationDescriptions: Readonly<Record<Operation, (record: WritableRecord) => string>> = {
  create: ({ kind }) => `Writes a new ${kind.name}.`,
  update: ({ kind }) => `Changes a ${kind.name}; one that would stay as it is keeps its version.`,
  delete: ({ kind }) => `Takes a ${kind.name} away, unless other records name it.`,
};

for (const record of writableRecords) {
  for (const operation of operations) declareMutation(operation, record);
}
