import { defaultLimits, type Limits } from '@oblys/config';
import type { DocumentNode, TypeNode } from 'graphql';
import { GraphQLScalarType, GraphQLSchema, isInputObjectType, Kind, visit } from 'graphql';
import { compileQuery, type CompiledQuery } from 'graphql-jit';
import { assertBounded } from './document-rules.js';

export type Values = Record<string, unknown>;
export type RunCompiled = CompiledQuery<Values, Values>['query'];

/** Queries that are known to come again, the latest used: those of trusted documents and of the pages that people look at. */
const mostKnown = 500;

/**
 * A value that was read already. graphql-jit would write out, field by field, how each input object is read, and our
 * filters hold filters: seconds of work and hundreds of megabytes for one variable.
 */
const readValue = new GraphQLScalarType({ name: 'ReadValue' });

/** Queries as functions. Their variables are given as GraphQL has read them, with defaults. */
export class CompiledQueries {
  /** By document and operation, in the order of use, oldest first. */
  private readonly byKey = new Map<string, RunCompiled | 'CAME' | 'CANNOT_BE_COMPILED'>();
  private readonly schema: GraphQLSchema;

  constructor(
    schema: GraphQLSchema,
    private readonly compilesAtOnce: boolean,
  ) {
    const config = schema.toConfig();
    this.schema = new GraphQLSchema({ ...config, types: [...config.types, readValue], assumeValid: true });
  }

  comesAgain(queryHash: string, operationName: string | null): boolean {
    const key = keyOf(queryHash, operationName);
    const known = this.byKey.get(key);
    this.keep(key, known ?? 'CAME');
    return known !== undefined || this.compilesAtOnce;
  }

  compile(queryHash: string, document: DocumentNode, operationName: string | null): RunCompiled | null {
    const key = keyOf(queryHash, operationName);
    let known = this.byKey.get(key) ?? 'CAME';
    if (known === 'CAME') {
      known = isCompilable(document) ? this.make(document, operationName) : 'CANNOT_BE_COMPILED';
      this.keep(key, known);
    }
    return typeof known === 'string' ? null : known;
  }

  private make(document: DocumentNode, operationName: string | null): RunCompiled | 'CANNOT_BE_COMPILED' {
    const made = compileQuery<Values, Values>(this.schema, this.withReadValues(document), operationName ?? undefined);
    return 'query' in made ? made.query : 'CANNOT_BE_COMPILED';
  }

  private withReadValues(document: DocumentNode): DocumentNode {
    return visit(document, {
      VariableDefinition: ({ defaultValue: _default, ...definition }) => {
        if (!isInputObjectType(this.schema.getType(nameIn(definition.type)))) return undefined;
        const type: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: readValue.name } };
        return { ...definition, type };
      },
    });
  }

  private keep(key: string, value: RunCompiled | 'CAME' | 'CANNOT_BE_COMPILED'): void {
    this.byKey.delete(key);
    this.byKey.set(key, value);
    if (this.byKey.size > mostKnown) this.byKey.delete(this.byKey.keys().next().value!);
  }
}

function keyOf(queryHash: string, operationName: string | null): string {
  return `${queryHash} ${operationName ?? ''}`;
}

function nameIn(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameIn(type.type);
}

/** Larger ones take seconds to compile. */
const compilable: Limits = { ...defaultLimits, fields: 2_000 };

function isCompilable(document: DocumentNode): boolean {
  try {
    assertBounded(document, compilable);
  } catch {
    // Whatever it goes beyond, it is not compiled.
    return false;
  }
  return !asksForSchema(document);
}

/** It would find the type of values that were read. */
function asksForSchema(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return found;
}
