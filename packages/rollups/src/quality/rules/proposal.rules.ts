import { proposal } from '../../topics/proposal.topic.js';
import { duplicateRule, recordRule } from '../define-rule.js';
import { impossibleDayRule } from '../impossible-day.js';
import type { QualityRule } from '../quality-rule.js';

export const proposalRules: readonly QualityRule[] = [
  impossibleDayRule(proposal),
  recordRule(proposal, {
    code: 'not-on-day-of-session',
    severity: 'WARNING',
    names: { kk: 'Отырыс күні емес', ru: 'Не в день заседания', en: 'Not on the day of its session' },
    definition: {
      kk: 'Ұсыныс өзі көтерілген отырыстың күнінен басқа күні енгізілген.',
      ru: 'Предложение внесено не в день заседания, на котором оно прозвучало.',
      en: 'The proposal was raised on another day than the session it was raised at.',
    },
    message: {
      kk: '{raisedOn} күні енгізілген, ал отырыс {heldOn} күні өткен.',
      ru: 'Внесено {raisedOn}, а заседание прошло {heldOn}.',
      en: 'Raised on {raisedOn}, yet the session was held on {heldOn}.',
    },
    join: `join faction_session as session
      on session.id = record.session_id
     and session.region_code = record.region_code`,
    where: ['record.raised_on <> session.held_on'],
    values: { raisedOn: 'record.raised_on', heldOn: 'session.held_on' },
  }),
  duplicateRule(proposal, {
    definition: {
      kk: 'Бір аумақта бір күні бір органға енгізілген ұсыныстардың мәтіні бірдей.',
      ru: 'У предложений одной территории, внесённых в один день одному органу, одинаков текст.',
      en: 'Proposals of one area that were raised on one day with one body have the same text.',
    },
    key: ['record.session_id', 'record.body_code', 'record.raised_on', 'record.text'],
  }),
];
