import type { GraphQLResolveInfo } from 'graphql';
import type { ClassType } from 'type-graphql';
import { Ctx, Field, ID, Info, InputType, Int, ObjectType } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import type { Kind } from '../read-path/kind.js';
import { PersonInput } from '../persons/person-input.js';
import { maximumTextLength } from '../write-path/read-input.js';
import type { Written } from '../write-path/write-path.js';
import { encodeNodeId } from './node-id.js';
import type { RecordField, WritableRecord } from './record-fields.js';

export const operations = ['create', 'update', 'delete'] as const;
export type Operation = (typeof operations)[number];

export interface MutationTypes {
  input: ClassType;
  payload: new (written: Written) => object;
}

/** The input and the answer of one mutation of a kind of record. */
export function createMutationTypes(operation: Operation, record: WritableRecord): MutationTypes {
  return {
    input: createInput(operation, record),
    payload: operation === 'delete' ? createDeletePayload(record.kind) : createRecordPayload(operation, record.kind),
  };
}

function createInput(operation: Operation, { kind, fields, personal }: WritableRecord): ClassType {
  @InputType(`${typeName(operation, kind)}Input`, { description: inputDescriptions[operation](kind.name) })
  class Input {}
  const prototype = Input.prototype;
  if (operation !== 'create') {
    Field(() => ID, { description: `Global id of the ${kind.name}.` })(prototype, 'id');
    Field(() => Int, {
      description:
        'The version that was read; when the record has another by now, it is a CONFLICT and nothing is written.',
    })(prototype, 'version');
  }
  if (operation === 'delete') return Input;
  for (const field of fields) {
    const nullable = operation === 'update' || field.isOptional;
    Field(() => field.input as ClassType, { nullable, description: describeInput(operation, field) })(
      prototype,
      field.name,
    );
  }
  if (personal.includes('person')) {
    Field(() => PersonInput, { nullable: true, description: `Who it is about. ${personalNote}` })(prototype, 'person');
  }
  if (personal.includes('text')) {
    Field(() => String, {
      nullable: true,
      description: `The words of it, in at most ${maximumTextLength} letters; null takes them away. ${personalNote}`,
    })(prototype, 'text');
  }
  return Input;
}

const personalNote = 'Kept sealed, apart from the record, without a version; for caseworkers alone.';

const inputDescriptions: Readonly<Record<Operation, (name: string) => string>> = {
  create: (name) => `A new ${name}.`,
  update: (name) => `What is to change in a ${name}: fields that are left out stay as they are.`,
  delete: (name) => `Which ${name} is to go.`,
};

function describeInput(operation: Operation, { description, isNullable }: RecordField): string {
  if (operation === 'create') return description;
  return `${description} ${isNullable ? 'Null takes the value away.' : 'It cannot be null.'}`;
}

function createRecordPayload(operation: Operation, kind: Kind): MutationTypes['payload'] {
  @ObjectType(`${typeName(operation, kind)}Payload`, { description: `What came of ${operation}${kind.name}.` })
  class Payload {
    constructor(readonly written: Written) {}

    @Field(() => Int, { description: 'The version that the record has by this write.' })
    version(): number {
      return this.written.version;
    }

    @Field(() => Boolean, { description: isRepeatDescription })
    isRepeat(): boolean {
      return this.written.isRepeat;
    }
  }
  const name = `${kind.name.charAt(0).toLowerCase()}${kind.name.slice(1)}`;
  const read = function (this: Payload, info: GraphQLResolveInfo, { readPath }: GatewayContext) {
    const { id, regionCode } = this.written;
    return readPath.findOne([kind], info, (rows, statement) => [
      `${rows.column('id')} = ${statement.bind(id, 'uuid')}`,
      `${rows.column('regionCode')} = ${statement.bind(regionCode, 'text')}`,
    ]);
  };
  const descriptor = { value: read, enumerable: false, configurable: true };
  Object.defineProperty(Payload.prototype, name, descriptor);
  Info()(Payload.prototype, name, 0);
  Ctx()(Payload.prototype, name, 1);
  Field(() => kind.type as ClassType, {
    nullable: true,
    description: 'The record as it is now; null where it is gone again, or lies where the viewer does not see.',
  })(Payload.prototype, name, descriptor);
  return Payload;
}

function createDeletePayload(kind: Kind): MutationTypes['payload'] {
  @ObjectType(`${typeName('delete', kind)}Payload`, { description: `What came of delete${kind.name}.` })
  class Payload {
    constructor(readonly written: Written) {}

    @Field(() => ID, { description: `Global id of the ${kind.name} that is gone.` })
    deletedId(): string {
      return encodeNodeId(kind, { ...this.written });
    }

    @Field(() => Boolean, { description: isRepeatDescription })
    isRepeat(): boolean {
      return this.written.isRepeat;
    }
  }
  return Payload;
}

const isRepeatDescription =
  'True where an earlier call with the same idempotency key had done this already, and nothing was written now.';

function typeName(operation: Operation, { name }: Kind): string {
  return `${operation.charAt(0).toUpperCase()}${operation.slice(1)}${name}`;
}
