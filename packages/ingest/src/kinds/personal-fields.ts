import { words } from './define-kind.js';
import type { PersonalField, PersonalProperty } from './import-kind.js';

function personal(
  property: PersonalProperty,
  headings: PersonalField['headings'],
  ...aliases: string[]
): PersonalField {
  return { property, isPersonal: true, isRequired: false, headings, aliases };
}

/** Who an appeal or a case is about. */
export const whoItIsAbout: readonly PersonalField[] = [
  personal(
    'fullName',
    words('Аты-жөні', 'ФИО', 'Full name'),
    ...['Тегі, аты, әкесінің аты', 'Фамилия, имя, отчество', 'Ф.И.О.', 'Өтініш беруші', 'Заявитель', 'Applicant'],
  ),
  personal(
    'phone',
    words('Телефоны', 'Телефон', 'Phone'),
    ...['Телефон нөмірі', 'Байланыс телефоны', 'Номер телефона', 'Контактный телефон', 'Phone number'],
  ),
  personal(
    'address',
    words('Пошталық мекенжайы', 'Почтовый адрес', 'Postal address'),
    ...['Мекенжайы', 'Тұрғылықты мекенжайы', 'Адрес', 'Адрес проживания', 'Домашний адрес'],
  ),
  personal('birthYear', words('Туған жылы', 'Год рождения', 'Year of birth'), 'Г.р.'),
];

export const textOfAppeal: PersonalField = personal(
  'text',
  words('Өтініш мәтіні', 'Текст обращения', 'Text of the appeal'),
  ...['Мәтіні', 'Мазмұны', 'Текст', 'Содержание', 'Содержание обращения'],
);
