import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { printGatewaySchema, schemaFile } from './print-schema.js';

writeFileSync(schemaFile(), printGatewaySchema());
