import { ForbiddenError, has, UnauthenticatedError, type Right, type Viewer } from '@oblys/access';
import type { Role } from '@oblys/database';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getNamedType, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { KeptBy } from '../kept-by.js';
import { rightOfField } from './right-of-field.js';

/** What an operation asks for, and what its fields below ask for besides. */
interface AskedRights {
  readonly root: ReadonlyMap<Right, string>;
  readonly below: ReadonlySet<Right>;
}

/** Tells of whole operations whether somebody may ask them, worked out once for each from its document alone. */
export class OperationRights {
  private readonly known = new KeptBy<OperationDefinitionNode, AskedRights>();

  constructor(private readonly schema: GraphQLSchema) {}

  /**
   * @throws {UnauthenticatedError} when it asks what only who signed in may
   * @throws {ForbiddenError} when it asks what the role of who asks may not
   */
  assertMayAsk(document: DocumentNode, operation: OperationDefinitionNode, viewer: Viewer): void {
    for (const [right, field] of this.rightsOf(document, operation).root) assertMay(viewer, right, field);
  }

  /** Whether every field of it may be seen: where not, some will be null, with an error each. */
  seesAll(document: DocumentNode, operation: OperationDefinitionNode, role: Role): boolean {
    const { root, below } = this.rightsOf(document, operation);
    return [...root.keys(), ...below].every((right) => has(role, right));
  }

  private rightsOf(document: DocumentNode, operation: OperationDefinitionNode): AskedRights {
    return this.known.get(operation, '', () => findRights(this.schema, document, operation));
  }
}

/**
 * @param field of a root
 * @throws {UnauthenticatedError | ForbiddenError} when the viewer lacks the right
 */
export function assertMay({ role, identity }: Viewer, right: Right, field: string): void {
  if (has(role, right)) return;
  if (role === 'PUBLIC' && identity === undefined) {
    throw new UnauthenticatedError(`Only who is signed in may ask for ${field}.`);
  }
  throw new ForbiddenError(`The role ${role} may not ask for ${field}.`);
}

/** With all of its fragments, whether or not @skip leaves something out: who may not ask is not told by a variable. */
function findRights(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): AskedRights {
  const root = new Map<Right, string>();
  const below = new Set<Right>();
  const rootType = schema.getRootType(operation.operation);
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      // Of the other operations of the document nothing is run.
      [Kind.OPERATION_DEFINITION]: (node) => (node === operation ? undefined : false),
      [Kind.FIELD]: ({ name: { value: name } }) => {
        const parent = getNamedType(types.getParentType());
        if (!parent || name.startsWith('__')) return;
        const right = rightOfField(schema, parent.name, name);
        if (right === null) return;
        if (parent === rootType) root.set(right, name);
        else below.add(right);
      },
    }),
  );
  return { root, below };
}
