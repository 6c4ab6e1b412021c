import type { ClassType } from 'type-graphql';
import { Field } from 'type-graphql';
import type { Grouping, Join, Kind, Measured, Ordering, OrderKey, RegionsOf, TypeClass } from '../read-path/kind.js';
import { createConnectionTypes, declareConnectionArguments, type ConnectionTypes } from './connection-types.js';
import type { Dimension } from './dimensions.js';
import type { FilterField } from './filters.js';

export interface RelationDefinition {
  to: TypeClass;
  join: Join;
  description: string;
  /** Of a page of records: their regions, where the join names none. */
  regions?: RegionsOf;
  /** The field is that of an interface, which declares it. */
  isDeclared?: boolean;
}

export interface ToOneDefinition extends RelationDefinition {
  /** Only where the database keeps the other row for as long as this one, and everyone may see it. */
  isAlwaysThere?: boolean;
}

export interface OrderingDefinition extends Omit<Ordering, 'property'> {
  /** The value of the enum; that of the property's name unless given. */
  name?: string;
  description: string;
}

export interface MeasuredDefinition extends Measured {
  description: string;
}

/** One row of the table that the graph is: a GraphQL type and what its entity does not say of it. */
export interface KindDefinition {
  type: TypeClass;
  entity?: TypeClass;
  only?: Kind['only'];
  owners?: readonly Pick<RelationDefinition, 'to' | 'join'>[];
  key: readonly string[];
  order: readonly OrderKey[];
  /** The properties that connections can be ordered by, where they are asked to. */
  orderings?: Readonly<Record<string, OrderingDefinition>>;
  filters?: Readonly<Record<string, FilterField>>;
  /** What connections aggregate, by the name of the field. */
  measured?: Readonly<Record<string, MeasuredDefinition>>;
  /** What connections can be grouped by. */
  groupings?: Partial<Readonly<Record<Dimension, Grouping>>>;
  one?: Readonly<Record<string, ToOneDefinition>>;
  pages?: Readonly<Record<string, RelationDefinition>>;
  lists?: Readonly<Record<string, RelationDefinition>>;
  hidden?: Kind['hidden'];
  derived?: Kind['derived'];
  written?: Kind['written'];
}

/** The kinds by the class of their GraphQL type; an interface stands for all that implement it. */
export class Graph {
  readonly kinds: readonly Kind[];
  private readonly byType = new Map<TypeClass, Kind>();
  private readonly connections = new Map<TypeClass, ConnectionTypes>();

  /** Declares the fields of every definition to type-graphql, and connection types where pages lead to a kind. */
  constructor(definitions: readonly KindDefinition[], paged: readonly TypeClass[]) {
    this.kinds = definitions.map((definition) => this.createKind(definition));
    for (const definition of definitions) {
      if (paged.includes(definition.type)) this.connections.set(definition.type, createConnectionTypes(definition));
    }
    for (const definition of definitions) this.declareFields(definition);
  }

  kindOf(type: TypeClass): Kind {
    const kind = this.byType.get(type);
    if (kind === undefined) throw new Error(`${type.name} is no kind of the graph.`);
    return kind;
  }

  kindNamed(name: string): Kind | null {
    return this.kinds.find((kind) => kind.name === name) ?? null;
  }

  /** The kinds that a global id may name; what has no key of its own is only reached from what holds it. */
  get nodeKinds(): readonly Kind[] {
    return this.kinds.filter(({ key }) => key.length > 0);
  }

  /** The kind itself, or all kinds of an interface. */
  kindsOf(type: TypeClass): readonly Kind[] {
    const own = this.byType.get(type);
    return own ? [own] : this.kinds.filter((kind) => kind.type.prototype instanceof type);
  }

  connectionOf(type: TypeClass): ConnectionTypes {
    const connection = this.connections.get(type);
    if (connection === undefined) throw new Error(`${type.name} has no connection.`);
    return connection;
  }

  private createKind(definition: KindDefinition): Kind {
    const {
      type,
      entity = type,
      only,
      owners = [],
      key,
      order,
      orderings = {},
      filters = {},
      one = {},
      pages = {},
      lists = {},
    } = definition;
    const kind: Kind = {
      name: type.name,
      type,
      entity,
      ...(only && { only }),
      owners: owners.map(({ to, join }) => ({ kinds: () => this.kindsOf(to), join })),
      key,
      order,
      orderings: Object.fromEntries(
        Object.entries(orderings).map(([property, ordering]) => [property, { property, ...ordering }]),
      ),
      filters,
      measured: definition.measured ?? {},
      groupings: definition.groupings ?? {},
      one: mapValues(one, ({ to, join }) => ({ kinds: () => this.kindsOf(to), join })),
      pages: mapValues(pages, ({ to, join, regions }) => ({
        kind: () => this.kindOf(to),
        join,
        ...(regions && { regions }),
      })),
      lists: mapValues(lists, ({ to, join }) => ({ kind: () => this.kindOf(to), join })),
      hidden: definition.hidden ?? [],
      derived: definition.derived ?? {},
      written: definition.written ?? {},
    };
    this.byType.set(type, kind);
    return kind;
  }

  private declareFields({ type, one = {}, pages = {}, lists = {} }: KindDefinition): void {
    const prototype = type.prototype as object;
    for (const [name, { to, description, isAlwaysThere = false, isDeclared }] of Object.entries(one)) {
      if (!isDeclared) Field(() => to as ClassType, { nullable: !isAlwaysThere, description })(prototype, name);
    }
    for (const [name, { to, description, isDeclared }] of Object.entries(lists)) {
      if (!isDeclared) Field(() => [to as ClassType], { description })(prototype, name);
    }
    for (const [name, page] of Object.entries(pages)) if (!page.isDeclared) this.declarePage(type, name, page);
  }

  /** Declares a field that leads to a page; also one of an interface, of which there is no definition. */
  declarePage({ prototype }: TypeClass, name: string, { to, description }: RelationDefinition): void {
    const connection = this.connectionOf(to);
    Field(() => connection.connection, { description })(prototype as object, name);
    declareConnectionArguments(prototype as object, name, connection);
  }
}

function mapValues<From, To>(from: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, map(value)]));
}
