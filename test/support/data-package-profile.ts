/**
 * What the specification asks of a Tabular Data Package: its first version (specs.frictionlessdata.io) and, where that
 * asks for more, its second (datapackage.org).
 */
const name = { type: 'string', pattern: '^[-a-z0-9._/]+$' };
const text = { type: 'string', minLength: 1 };
const fieldNames = { type: 'array', items: text, minItems: 1, uniqueItems: true };

const field = {
  type: 'object',
  required: ['name', 'type'],
  properties: {
    name: text,
    type: { enum: ['string', 'number', 'integer', 'boolean', 'date', 'datetime'] },
    title: text,
    description: text,
    constraints: {
      type: 'object',
      properties: { required: { type: 'boolean' }, pattern: { type: 'string', format: 'regex' }, enum: fieldNames },
      additionalProperties: false,
    },
  },
};

const foreignKey = {
  type: 'object',
  required: ['fields', 'reference'],
  properties: {
    fields: { anyOf: [text, fieldNames] },
    reference: {
      type: 'object',
      required: ['resource', 'fields'],
      properties: { resource: { type: 'string' }, fields: { anyOf: [text, fieldNames] } },
    },
  },
};

const resource = {
  type: 'object',
  required: ['name', 'path', 'schema', 'profile', 'type'],
  properties: {
    name,
    // Relative, below the descriptor.
    path: { type: 'string', pattern: '^(?=^[^./~])(^((?!\\.{2}).)*$).*$' },
    profile: { const: 'tabular-data-resource' },
    type: { const: 'table' },
    title: text,
    description: text,
    format: { const: 'csv' },
    mediatype: { const: 'text/csv' },
    encoding: { const: 'utf-8' },
    bytes: { type: 'integer', minimum: 1 },
    hash: { type: 'string', pattern: '^([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32})$' },
    schema: {
      type: 'object',
      required: ['fields'],
      properties: {
        fields: { type: 'array', minItems: 1, items: field },
        primaryKey: { anyOf: [text, fieldNames] },
        foreignKeys: { type: 'array', minItems: 1, items: foreignKey },
        missingValues: { type: 'array', items: { type: 'string' } },
      },
    },
  },
};

export const tabularDataPackage = {
  type: 'object',
  required: ['profile', 'resources', '$schema'],
  properties: {
    profile: { const: 'tabular-data-package' },
    name,
    id: text,
    title: text,
    description: text,
    version: text,
    created: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$' },
    licenses: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        anyOf: [{ required: ['name'] }, { required: ['path'] }],
        properties: { name: { type: 'string', pattern: '^[-a-zA-Z0-9._]+$' } },
      },
    },
    sources: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['title'], properties: { title: text } },
    },
    resources: { type: 'array', minItems: 1, items: resource },
  },
};
