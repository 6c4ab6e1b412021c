import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBoundaries } from './read-boundaries.js';

const folder = mkdtempSync(join(tmpdir(), 'oblys-boundaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(value: unknown): string {
  const path = join(folder, 'areas.geojson');
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

const square = [
  [70, 52],
  [71, 52],
  [71, 53],
  [70, 53],
  [70, 52],
];

function collection(...geometries: unknown[]): object {
  return {
    type: 'FeatureCollection',
    features: geometries.map((geometry, index) => ({
      type: 'Feature',
      properties: { kato: `11700000${index}` },
      geometry,
    })),
  };
}

describe('readBoundaries', () => {
  it('reads polygons and points with the box that each lies in', async () => {
    const read = await readBoundaries(
      write(
        collection(
          { type: 'Polygon', coordinates: [square] },
          { type: 'MultiPolygon', coordinates: [[square], [square.map(([x, y]) => [x! + 5, y! - 3])]] },
          { type: 'Point', coordinates: [69.4, 53.3, 210] },
        ),
      ),
    );
    expect(read.faults).toEqual([]);
    expect(read.boundaries.map(({ areaCode, boundingBox }) => [areaCode, boundingBox])).toEqual([
      ['117000000', [70, 52, 71, 53]],
      ['117000001', [70, 49, 76, 53]],
      ['117000002', [69.4, 53.3, 69.4, 53.3]],
    ]);
    expect(read.boundaries[2]!.geometry).toEqual({ type: 'Point', coordinates: [69.4, 53.3] });
  });

  it('turns outer rings counter-clockwise and holes clockwise', async () => {
    const hole = [
      [70.2, 52.2],
      [70.4, 52.2],
      [70.4, 52.4],
      [70.2, 52.2],
    ];
    const { boundaries } = await readBoundaries(
      write(collection({ type: 'Polygon', coordinates: [[...square].reverse(), hole] })),
    );
    expect(boundaries[0]!.geometry.coordinates).toEqual([square, [...hole].reverse()]);
  });

  it.each([
    [null, 'NO_GEOMETRY'],
    [{ type: 'Polygon', coordinates: [] }, 'NO_GEOMETRY'],
    [{ type: 'LineString', coordinates: square }, 'WRONG_GEOMETRY'],
    [{ type: 'Polygon', coordinates: [square.slice(1)] }, 'OPEN_RING'],
    [{ type: 'Polygon', coordinates: [[square[0], square[1], square[0]]] }, 'OPEN_RING'],
    [{ type: 'Polygon', coordinates: [[square[0], square[1], square[1], square[0]]] }, 'FLAT_RING'],
    [{ type: 'Point', coordinates: [7_800_000, 6_900_000] }, 'NOT_IN_DEGREES'],
    [{ type: 'Point', coordinates: ['70', '52'] }, 'NOT_IN_DEGREES'],
  ])('refuses %j as %s', async (geometry, code) => {
    const { faults } = await readBoundaries(write(collection(geometry)));
    expect(faults).toMatchObject([{ row: 1, value: '117000000', code }]);
  });

  it('refuses a code that is there twice, and passes over what has none', async () => {
    const { features } = collection(
      { type: 'Polygon', coordinates: [square] },
      { type: 'Polygon', coordinates: [square] },
      { type: 'Polygon', coordinates: [square] },
    ) as { features: { properties: Record<string, string> }[] };
    features[1]!.properties = { kato: '117000000' };
    features[2]!.properties = {};
    const read = await readBoundaries(write({ type: 'FeatureCollection', features }));
    expect(read).toMatchObject({ faults: [{ row: 2, code: 'CODE_TWICE', params: { row: 1 } }], withoutCode: 1 });
  });

  it.each([
    ['{"type":"Topology","objects":{}}', 'TOPOJSON'],
    ['{"type":"Feature"}', 'NOT_GEOJSON'],
    ['null', 'NOT_GEOJSON'],
    ['{"type":"FeatureCollection","features":[]}', 'NOT_GEOJSON'],
    ['{"type":"FeatureColl', 'NOT_GEOJSON'],
    [
      JSON.stringify({
        ...collection(null),
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } },
      }),
      'OTHER_CRS',
    ],
    [JSON.stringify({ type: 'FeatureCollection', features: [{ properties: { id: 7 } }] }), 'NO_CODES'],
  ])('refuses the file %j as %s', async (text, fault) => {
    await expect(readBoundaries(write(text))).rejects.toMatchObject({ fault });
  });

  it('says of a file that is not there that it cannot be read', async () => {
    await expect(readBoundaries(join(folder, 'nowhere.geojson'))).rejects.toMatchObject({ fault: 'UNREADABLE' });
  });
});
