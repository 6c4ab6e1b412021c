import { allProgrammes } from '../compile/programmes.js';
import { nameFields, type OpenTable } from './open-table.js';
import { readRows } from './read-rows.js';

interface ProgrammeRow {
  code: string;
  name_kk: string;
  name_ru: string;
  name_en: string;
}

export const programmeTable: OpenTable = {
  name: 'programmes',
  title: 'Programmes',
  description: `The programmes that figures are told apart by; ${allProgrammes} is what all of them and the records without one come to.`,
  fields: [
    {
      name: 'code',
      type: 'string',
      title: 'Code',
      description: 'The code of the programme.',
      constraints: { required: true },
    },
    ...nameFields,
  ],
  primaryKey: ['code'],
  async *rows(sql) {
    yield [allProgrammes, 'Барлығы', 'Все', 'All'];
    for await (const { code, name_kk, name_ru, name_en } of readRows<ProgrammeRow>(sql, programmes, [])) {
      yield [code, name_kk, name_ru, name_en];
    }
  },
};

const programmes = `/* open-data:programmes */
select code, name_kk, name_ru, name_en
  from programme
 order by code`;
