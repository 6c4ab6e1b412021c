import type { GraphQLArgument, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getNamedType, isAbstractType, isLeafType, isNonNullType, isObjectType } from 'graphql';

/** Values of arguments that have to be given, by "Type.field(argument)" or the argument's name alone, as GraphQL has them. */
export type SampleArguments = Readonly<Record<string, string>>;

type AnyField = GraphQLField<unknown, unknown>;

/** The steps from the query to a type: fields, and the type that each is on. */
type Path = readonly { readonly type: string; readonly field: AnyField }[];

/** Ways to each object type that the query leads to, the shortest ones, and queries that go them. */
export class SchemaWalk {
  private readonly paths = new Map<string, Path>();

  /** @param goes whether the walk goes by a field of a type */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly samples: SampleArguments,
    goes: (type: string, field: string) => boolean,
  ) {
    const query = schema.getQueryType()!;
    const open: [GraphQLObjectType, Path][] = [[query, []]];
    for (const [type, path] of open) {
      for (const field of Object.values(type.getFields())) {
        if (!goes(type.name, field.name)) continue;
        for (const next of objectTypesOf(schema, field)) {
          if (this.paths.has(next.name) || next === query) continue;
          const longer = [...path, { type: type.name, field }];
          this.paths.set(next.name, longer);
          open.push([next, longer]);
        }
      }
    }
  }

  reaches(type: string): boolean {
    return this.paths.has(type);
  }

  /** A query of some fields of a type, and the names on the way to it in the answer. */
  queryOf(type: string, fields: readonly string[]): { query: string; path: string[] } {
    const path = this.paths.get(type);
    const objectType = this.schema.getType(type);
    if (path === undefined || !isObjectType(objectType)) throw new Error(`The query leads to no ${type}.`);
    const selected = fields.map((name) => this.select(type, objectType.getFields()[name]!));
    const query = path.reduceRight((below, step, index) => {
      const next = path[index + 1]?.type ?? type;
      const isAbstract = isAbstractType(getNamedType(step.field.type));
      return `${step.field.name}${this.argumentsOf(step.type, step.field)} { ${isAbstract ? `... on ${next} { ${below} }` : below} }`;
    }, selected.join(' '));
    return { query: `{ ${query} }`, path: path.map(({ field }) => field.name) };
  }

  private select(type: string, field: AnyField): string {
    const below = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
    return `${field.name}${this.argumentsOf(type, field)}${below}`;
  }

  private argumentsOf(type: string, field: AnyField): string {
    const given = field.args.flatMap((argument) => {
      const value = this.samples[`${type}.${field.name}(${argument.name})`];
      if (value !== undefined) return `${argument.name}: ${value}`;
      return isRequired(argument) ? `${argument.name}: ${this.sampleOf(type, field, argument)}` : [];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  private sampleOf(type: string, { name }: AnyField, argument: GraphQLArgument): string {
    const value = this.samples[argument.name];
    if (value === undefined) throw new Error(`There is no sample for ${type}.${name}(${argument.name}).`);
    return value;
  }
}

function isRequired({ type, defaultValue }: GraphQLArgument): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

function objectTypesOf(schema: GraphQLSchema, { type }: AnyField): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isAbstractType(named)) return schema.getPossibleTypes(named);
  return isObjectType(named) ? [named] : [];
}
