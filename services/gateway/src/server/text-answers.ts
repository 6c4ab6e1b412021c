import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues, Kind, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import type { OperationRights } from '../access/operation-rights.js';
import type { GatewayContext } from '../context.js';
import { rootReads } from '../graph/root-reads.js';
import { KeptBy } from '../kept-by.js';
import type { JsonText } from '../read-path/json-text.js';
import type { TextPlan } from '../read-path/read-path.js';
import { selectAll } from '../read-path/selection.js';

type Values = Readonly<Record<string, unknown>>;

export interface TextAnswer {
  readonly data: Record<string, JsonText>;
  /**
   * Of the builds and areas that all of it was read from; null where there are no stored figures in it, and where a
   * build was made between its parts.
   */
  readonly version: string | null;
}

/** The statement of each root field, by its key in the answer. */
type TextPlans = readonly (readonly [key: string, plan: TextPlan])[];

/**
 * Answers queries that ask for nothing but what PostgreSQL can give as it is written to the client: records, areas and
 * what they lead to, page by page. Nothing of such an answer is read in between.
 */
export class TextAnswers {
  private readonly known = new KeptBy<OperationDefinitionNode, TextPlans | null>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly rights: OperationRights,
  ) {}

  /** The answer, or null where the program has to make it, or something is wrong. */
  async find(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Values,
    context: GatewayContext,
  ): Promise<TextAnswer | null> {
    // What may not be seen is null with an error each, which only the program makes.
    if (!this.rights.seesAll(document, operation, context.viewer.role)) return null;
    const key = `${JSON.stringify(variables)} ${context.readPath.viewerKey}`;
    const plans = this.known.get(operation, key, () => this.plan(document, operation, variables, context));
    if (plans === null) return null;
    try {
      const found = await Promise.all(plans.map(([, plan]) => context.readPath.runText(plan)));
      const data = Object.fromEntries(plans.map(([name], index) => [name, found[index]!.text]));
      const [version = null, ...others] = new Set(found.map((each) => each.version));
      return { data, version: others.length === 0 ? version : null };
    } catch {
      // Whoever runs it otherwise meets the error again, and can say where it is.
      return null;
    }
  }

  private plan(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Values,
    { readPath }: GatewayContext,
  ): TextPlans | null {
    const { schema } = this;
    const queryType = schema.getQueryType();
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
    if (!queryType || coerced === undefined) return null;
    const selection = { schema, fragments: fragmentsOf(document), variableValues: coerced };
    const plans: [string, TextPlan][] = [];
    try {
      for (const field of selectAll(selection, queryType, [operation])) {
        const read = rootReads[field.name];
        const plan = read ? readPath.planText(read(field.args), field, selection) : null;
        if (plan === null) return null;
        plans.push([field.key, plan]);
      }
    } catch {
      // Wrong arguments, of which the fields themselves tell.
      return null;
    }
    const readsBuild = plans.some(([, plan]) => plan.readsBuild);
    return readsBuild ? plans.map(([name, plan]) => [name, readPath.withVersion(plan)]) : plans;
  }
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}
