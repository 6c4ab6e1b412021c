/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "# Every measure with its meaning.\nquery Catalogue($locale: Locale = KK) {\n  measures {\n    code\n    topic {\n      code\n      name(locale: $locale)\n    }\n    kind\n    valueType\n    unit\n    name(locale: $locale)\n    definition(locale: $locale)\n  }\n}\n": typeof types.CatalogueDocument,
    "# A region's year as of a day, with its districts: the query that `oblys start` prints.\nquery RegionYear($code: ID!, $start: Date!, $asOf: Date) {\n  region(code: $code) {\n    summary(period: { grain: YEAR, start: $start }, asOf: $asOf) {\n      source\n      roadmap {\n        planned\n        executed\n        inProgress\n        notDue\n        completionRate\n      }\n      funding {\n        projectsFunded\n        amount {\n          amount\n          currency\n        }\n      }\n      appeal {\n        received\n        positive\n        explained\n        inProgress\n      }\n    }\n    districts {\n      edges {\n        node {\n          code\n          name\n        }\n      }\n    }\n  }\n}\n": typeof types.RegionYearDocument,
    "# The latest report of an area, every figure beside what the records say.\nquery ReportPage($area: ID!, $locale: Locale = KK) {\n  reports(first: 1, filter: { area: $area }) {\n    edges {\n      node {\n        id\n        title\n        language\n        publishedOn\n        asOf\n        area {\n          code\n          name(locale: $locale)\n        }\n        figures {\n          number\n          measure {\n            code\n            name(locale: $locale)\n            definition(locale: $locale)\n          }\n          programme {\n            code\n            name(locale: $locale)\n          }\n          periodFrom\n          periodTo\n          value\n          unit\n          qualifier\n          roundingUnit\n          wording\n          computed\n          difference\n          verdict\n          reason\n          explanation(locale: $locale)\n        }\n        checks {\n          number\n          topic\n          kind\n          holds\n          figures\n          explanation(locale: $locale)\n        }\n      }\n    }\n  }\n}\n": typeof types.ReportPageDocument,
};
const documents: Documents = {
    "# Every measure with its meaning.\nquery Catalogue($locale: Locale = KK) {\n  measures {\n    code\n    topic {\n      code\n      name(locale: $locale)\n    }\n    kind\n    valueType\n    unit\n    name(locale: $locale)\n    definition(locale: $locale)\n  }\n}\n": types.CatalogueDocument,
    "# A region's year as of a day, with its districts: the query that `oblys start` prints.\nquery RegionYear($code: ID!, $start: Date!, $asOf: Date) {\n  region(code: $code) {\n    summary(period: { grain: YEAR, start: $start }, asOf: $asOf) {\n      source\n      roadmap {\n        planned\n        executed\n        inProgress\n        notDue\n        completionRate\n      }\n      funding {\n        projectsFunded\n        amount {\n          amount\n          currency\n        }\n      }\n      appeal {\n        received\n        positive\n        explained\n        inProgress\n      }\n    }\n    districts {\n      edges {\n        node {\n          code\n          name\n        }\n      }\n    }\n  }\n}\n": types.RegionYearDocument,
    "# The latest report of an area, every figure beside what the records say.\nquery ReportPage($area: ID!, $locale: Locale = KK) {\n  reports(first: 1, filter: { area: $area }) {\n    edges {\n      node {\n        id\n        title\n        language\n        publishedOn\n        asOf\n        area {\n          code\n          name(locale: $locale)\n        }\n        figures {\n          number\n          measure {\n            code\n            name(locale: $locale)\n            definition(locale: $locale)\n          }\n          programme {\n            code\n            name(locale: $locale)\n          }\n          periodFrom\n          periodTo\n          value\n          unit\n          qualifier\n          roundingUnit\n          wording\n          computed\n          difference\n          verdict\n          reason\n          explanation(locale: $locale)\n        }\n        checks {\n          number\n          topic\n          kind\n          holds\n          figures\n          explanation(locale: $locale)\n        }\n      }\n    }\n  }\n}\n": types.ReportPageDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "# Every measure with its meaning.\nquery Catalogue($locale: Locale = KK) {\n  measures {\n    code\n    topic {\n      code\n      name(locale: $locale)\n    }\n    kind\n    valueType\n    unit\n    name(locale: $locale)\n    definition(locale: $locale)\n  }\n}\n"): (typeof documents)["# Every measure with its meaning.\nquery Catalogue($locale: Locale = KK) {\n  measures {\n    code\n    topic {\n      code\n      name(locale: $locale)\n    }\n    kind\n    valueType\n    unit\n    name(locale: $locale)\n    definition(locale: $locale)\n  }\n}\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "# A region's year as of a day, with its districts: the query that `oblys start` prints.\nquery RegionYear($code: ID!, $start: Date!, $asOf: Date) {\n  region(code: $code) {\n    summary(period: { grain: YEAR, start: $start }, asOf: $asOf) {\n      source\n      roadmap {\n        planned\n        executed\n        inProgress\n        notDue\n        completionRate\n      }\n      funding {\n        projectsFunded\n        amount {\n          amount\n          currency\n        }\n      }\n      appeal {\n        received\n        positive\n        explained\n        inProgress\n      }\n    }\n    districts {\n      edges {\n        node {\n          code\n          name\n        }\n      }\n    }\n  }\n}\n"): (typeof documents)["# A region's year as of a day, with its districts: the query that `oblys start` prints.\nquery RegionYear($code: ID!, $start: Date!, $asOf: Date) {\n  region(code: $code) {\n    summary(period: { grain: YEAR, start: $start }, asOf: $asOf) {\n      source\n      roadmap {\n        planned\n        executed\n        inProgress\n        notDue\n        completionRate\n      }\n      funding {\n        projectsFunded\n        amount {\n          amount\n          currency\n        }\n      }\n      appeal {\n        received\n        positive\n        explained\n        inProgress\n      }\n    }\n    districts {\n      edges {\n        node {\n          code\n          name\n        }\n      }\n    }\n  }\n}\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "# The latest report of an area, every figure beside what the records say.\nquery ReportPage($area: ID!, $locale: Locale = KK) {\n  reports(first: 1, filter: { area: $area }) {\n    edges {\n      node {\n        id\n        title\n        language\n        publishedOn\n        asOf\n        area {\n          code\n          name(locale: $locale)\n        }\n        figures {\n          number\n          measure {\n            code\n            name(locale: $locale)\n            definition(locale: $locale)\n          }\n          programme {\n            code\n            name(locale: $locale)\n          }\n          periodFrom\n          periodTo\n          value\n          unit\n          qualifier\n          roundingUnit\n          wording\n          computed\n          difference\n          verdict\n          reason\n          explanation(locale: $locale)\n        }\n        checks {\n          number\n          topic\n          kind\n          holds\n          figures\n          explanation(locale: $locale)\n        }\n      }\n    }\n  }\n}\n"): (typeof documents)["# The latest report of an area, every figure beside what the records say.\nquery ReportPage($area: ID!, $locale: Locale = KK) {\n  reports(first: 1, filter: { area: $area }) {\n    edges {\n      node {\n        id\n        title\n        language\n        publishedOn\n        asOf\n        area {\n          code\n          name(locale: $locale)\n        }\n        figures {\n          number\n          measure {\n            code\n            name(locale: $locale)\n            definition(locale: $locale)\n          }\n          programme {\n            code\n            name(locale: $locale)\n          }\n          periodFrom\n          periodTo\n          value\n          unit\n          qualifier\n          roundingUnit\n          wording\n          computed\n          difference\n          verdict\n          reason\n          explanation(locale: $locale)\n        }\n        checks {\n          number\n          topic\n          kind\n          holds\n          figures\n          explanation(locale: $locale)\n        }\n      }\n    }\n  }\n}\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
