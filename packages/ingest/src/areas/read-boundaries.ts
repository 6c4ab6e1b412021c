import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Geometry, Position } from '@oblys/database';
import { FileFault } from '../files/file-fault.js';
import { shorten } from '../kinds/fold-text.js';
import { AreaFileError, type AreaFault } from './area-file-error.js';

export interface Boundary {
  /** Of the feature, the first one being 1. */
  readonly row: number;
  readonly areaCode: string;
  readonly geometry: Geometry;
  /** West, south, east, north. */
  readonly boundingBox: readonly [number, number, number, number];
}

export interface BoundariesFile {
  readonly sha256: string;
  readonly boundaries: readonly Boundary[];
  readonly faults: readonly AreaFault[];
  /** Features that have no code, and so are of no area. */
  readonly withoutCode: number;
}

const mostBytes = 100 * 1024 * 1024;
const codeProperties = ['kato', 'KATO', 'code', 'area_code', 'id'];

/**
 * Reads the boundaries of a GeoJSON FeatureCollection. Rings are turned as RFC 7946 wants them, for maps fill the rest
 * of the world otherwise; a height is left out.
 * @param codeProperty the property of a feature that holds the code of its area
 * @throws {FileFault} when the file cannot be read
 * @throws {AreaFileError} when it is no GeoJSON in degrees
 */
export async function readBoundaries(path: string, codeProperty?: string): Promise<BoundariesFile> {
  const bytes = await readAll(path);
  const features = featuresOf(parseJson(bytes));
  const property = findCodeProperty(features, codeProperty);
  const boundaries: Boundary[] = [];
  const faults: AreaFault[] = [];
  const rows = new Map<string, number>();
  let withoutCode = 0;
  for (const [index, feature] of features.entries()) {
    const row = index + 1;
    const code = codeOf(feature, property);
    if (code === null) {
      withoutCode += 1;
    } else if (!/^\d{9}$/.test(code)) {
      faults.push({ row, code: 'NOT_A_CODE', value: shorten(code) });
    } else if (rows.has(code)) {
      faults.push({ row, code: 'CODE_TWICE', value: code, params: { row: rows.get(code)! } });
    } else {
      rows.set(code, row);
      const read = readGeometry(feature.geometry);
      if ('fault' in read) faults.push({ row, value: code, ...read.fault });
      else boundaries.push({ row, areaCode: code, geometry: read.geometry, boundingBox: boxOf(read.geometry) });
    }
  }
  return { sha256: createHash('sha256').update(bytes).digest('hex'), boundaries, faults, withoutCode };
}

async function readAll(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      if ((await file.stat()).size > mostBytes) throw new AreaFileError('TOO_LARGE', { most: 100 });
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof AreaFileError) throw error;
    throw new FileFault('UNREADABLE', { path, reason: (error as Error).message }, { cause: error });
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new AreaFileError('NOT_GEOJSON', { reason: (error as Error).message.slice(0, 100) });
  }
}

interface Feature {
  readonly id?: unknown;
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly geometry?: unknown;
}

function featuresOf(json: unknown): readonly Feature[] {
  const { type, features, crs } = (json ?? {}) as { type?: unknown; features?: unknown; crs?: unknown };
  if (type === 'Topology') throw new AreaFileError('TOPOJSON');
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    throw new AreaFileError('NOT_GEOJSON', { reason: `its type is ${shorten(JSON.stringify(type) ?? 'not given')}` });
  }
  if (crs !== undefined && crs !== null) assertDegrees(crs);
  if (features.length === 0) throw new AreaFileError('NOT_GEOJSON', { reason: 'it has no features' });
  return features.filter((feature): feature is Feature => typeof feature === 'object' && feature !== null);
}

/** An older GeoJSON may name its coordinates; other than WGS 84 would lie somewhere else. */
function assertDegrees(crs: unknown): void {
  const name = String((crs as { properties?: { name?: unknown } }).properties?.name ?? JSON.stringify(crs));
  if (!/CRS84|EPSG:+4326$/i.test(name)) throw new AreaFileError('OTHER_CRS', { crs: shorten(name) });
}

function codeOf({ id, properties }: Feature, property: string): string | null {
  const value = properties?.[property] ?? (property === 'id' ? id : undefined);
  return value === undefined || value === null || value === '' ? null : String(value);
}

/** Ids of other kinds stand in properties of the same names: one of ours has codes of areas in it. */
function findCodeProperty(features: readonly Feature[], named: string | undefined): string {
  const tried = named === undefined ? codeProperties : [named];
  const property = tried.find((name) => features.some((feature) => /^\d{9}$/.test(codeOf(feature, name) ?? '')));
  if (property === undefined) throw new AreaFileError('NO_CODES', { tried: tried.join(', ') });
  return property;
}

type ReadGeometry = { readonly geometry: Geometry } | { readonly fault: Omit<AreaFault, 'row' | 'value'> };

function readGeometry(geometry: unknown): ReadGeometry {
  if (typeof geometry !== 'object' || geometry === null) return { fault: { code: 'NO_GEOMETRY' } };
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  try {
    switch (type) {
      case 'Point':
        return { geometry: { type, coordinates: readPosition(coordinates) } };
      case 'Polygon':
        return { geometry: { type, coordinates: readPolygon(coordinates) } };
      case 'MultiPolygon':
        return { geometry: { type, coordinates: listOf(coordinates).map(readPolygon) } };
      default:
        return { fault: { code: 'WRONG_GEOMETRY', params: { type: shorten(String(type)) } } };
    }
  } catch (error) {
    if (error instanceof GeometryFault) return { fault: error.fault };
    throw error;
  }
}

class GeometryFault extends Error {
  constructor(readonly fault: Omit<AreaFault, 'row' | 'value'>) {
    super(fault.code);
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new GeometryFault({ code: 'NO_GEOMETRY' });
  return value as unknown[];
}

function readPolygon(rings: unknown): readonly (readonly Position[])[] {
  return listOf(rings).map((ring, index) => readRing(ring, index === 0));
}

function readRing(ring: unknown, isOuter: boolean): readonly Position[] {
  const positions = listOf(ring).map(readPosition);
  const [first, last] = [positions[0]!, positions.at(-1)!];
  if (positions.length < 4 || first[0] !== last[0] || first[1] !== last[1]) {
    throw new GeometryFault({ code: 'OPEN_RING' });
  }
  const area = signedArea(positions);
  if (area === 0) throw new GeometryFault({ code: 'FLAT_RING' });
  return area > 0 === isOuter ? positions : positions.reverse();
}

function readPosition(position: unknown): Position {
  const [longitude, latitude] = Array.isArray(position) ? (position as unknown[]) : [];
  const isInDegrees =
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90;
  if (!isInDegrees) {
    throw new GeometryFault({ code: 'NOT_IN_DEGREES', params: { position: shorten(JSON.stringify(position) ?? '') } });
  }
  return [longitude, latitude];
}

/** Positive where the ring goes counter-clockwise. */
function signedArea(ring: readonly Position[]): number {
  const [[originX, originY]] = ring as [Position];
  return ring.slice(1).reduce((area, [x, y], index) => {
    const [fromX, fromY] = ring[index]!;
    return area + ((fromX - originX) * (y - originY) - (x - originX) * (fromY - originY)) / 2;
  }, 0);
}

function boxOf({ type, coordinates }: Geometry): Boundary['boundingBox'] {
  const positions =
    type === 'Point'
      ? [coordinates]
      : type === 'Polygon'
        ? coordinates.flat()
        : coordinates.flatMap((rings) => rings.flat());
  return positions.reduce<Boundary['boundingBox']>(
    ([west, south, east, north], [x, y]) => [
      Math.min(west, x),
      Math.min(south, y),
      Math.max(east, x),
      Math.max(north, y),
    ],
    [180, 90, -180, -90],
  );
}
