import type { Slice } from './slices.js';
import type { World } from './world.js';

interface StalledFacility {
  kindCode: string;
  branchCode: string;
  areaCode: string;
  placeName: string;
  name: string;
  plannedOn: string;
  commissionedOn: string | null;
}

/**
 * Facilities whose building began years ago. Zhanazhol is known by name only: three villages of the region bear it, so
 * it lies in the region and in no district.
 */
const facilities: readonly StalledFacility[] = [
  stalled(
    'school',
    '111800000',
    '111837100',
    'Бестөбе',
    'Бестөбе кентіндегі 300 орындық мектеп',
    '2024-02-29',
    '2025-08-29',
  ),
  stalled('school', '110000000', '110000000', 'Жаңажол', 'Жаңажол ауылындағы мектеп', '2024-05-31', '2025-10-17'),
  stalled(
    'kindergarten',
    '117000000',
    '117035000',
    'Бурабай',
    'Бурабай кентіндегі балабақша',
    '2024-03-29',
    '2025-11-27',
  ),
  stalled(
    'clinic',
    '115600000',
    '115649000',
    'Қонысбай',
    'Қонысбай дәрігерлік амбулаториясы',
    '2024-06-28',
    '2026-02-19',
  ),
  stalled('club', '113600000', '113640000', 'Жалтыр', 'Жалтыр мәдениет үйі', '2024-08-30', '2026-05-28'),
  stalled('water-supply', '115200000', '115271000', 'Новокиенка', 'Новокиенка ауылының су құбыры', '2024-10-31', null),
  stalled('sports', '113800000', '113800000', 'Атбасар', 'Атбасар спорт кешені', '2024-11-29', '2026-08-27'),
  stalled(
    'school',
    '116600000',
    '116672000',
    'Талапкер',
    'Талапкер ауылындағы 600 орындық мектеп',
    '2025-02-28',
    '2026-08-28',
  ),
  stalled('kindergarten', '111600000', '111610000', 'Қосшы', 'Қосшы қаласындағы балабақша', '2025-04-30', null),
  stalled('road', '114600000', '114659000', 'Торғай', 'Торғай ауылына кіреберіс жол', '2025-07-31', '2026-09-24'),
  stalled('clinic', '116000000', '116047000', 'Сабынды', 'Сабынды дәрігерлік амбулаториясы', '2025-12-29', null),
  stalled('water-supply', '113400000', '113435000', 'Анар', 'Анар ауылының су құбыры', '2026-03-31', null),
];

/** Facilities come to be known as stalled when the day passes that they were planned for. */
export function stallFacilities(world: World, slice: Slice): void {
  const random = world.random('facility', slice);
  for (const facility of facilities) {
    const day = slice.days.find(({ date }) => date === facility.plannedOn);
    if (day === undefined) continue;
    const branch = world.branch(facility.branchCode);
    const { kindCode, placeName, name, plannedOn, commissionedOn, areaCode } = facility;
    world.records.facility.push({
      ...world.newRecord('facility', branch, areaCode, day, random),
      kindCode,
      name,
      placeName,
      plannedOn,
      commissionedOn,
    });
  }
}

function stalled(
  kindCode: string,
  branchCode: string,
  areaCode: string,
  placeName: string,
  name: string,
  plannedOn: string,
  commissionedOn: string | null,
): StalledFacility {
  return { kindCode, branchCode, areaCode, placeName, name, plannedOn, commissionedOn };
}
