import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues, Kind, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import type { GatewayContext } from '../context.js';
import { rootReads } from '../graph/root-reads.js';
import { KeptBy } from '../kept-by.js';
import type { JsonText } from '../read-path/json-text.js';
import type { TextPlan } from '../read-path/read-path.js';
import { selectAll } from '../read-path/selection.js';

type Values = Readonly<Record<string, unknown>>;

/** The statement of each root field, by its key in the answer. */
type TextPlans = readonly (readonly [key: string, plan: TextPlan])[];

/**
 * Answers queries that ask for nothing but what PostgreSQL can give as it is written to the client: records, areas and
 * what they lead to, page by page. Nothing of such an answer is read in between.
 */
export class TextAnswers {
  private readonly known = new KeptBy<OperationDefinitionNode, TextPlans | null>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** The data of the answer, or null where the program has to make it, or something is wrong. */
  async find(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Values,
    context: GatewayContext,
  ): Promise<Record<string, JsonText> | null> {
    const key = `${JSON.stringify(variables)} ${context.readPath.viewerKey}`;
    const plans = this.known.get(operation, key, () => this.plan(document, operation, variables, context));
    if (plans === null) return null;
    try {
      const texts = await Promise.all(plans.map(([, plan]) => context.readPath.runText(plan)));
      return Object.fromEntries(plans.map(([name], index) => [name, texts[index]!]));
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
    return plans;
  }
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}
