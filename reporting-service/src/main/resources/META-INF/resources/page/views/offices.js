import { elsewhere } from '../address.js';
import { element } from '../element.js';
import { figure } from '../figure.js';
import { charted, ranking, report, timeSeries } from '../report.js';
import { ask, path } from '../request.js';
import { figures } from '../table.js';
import { takeaway } from '../takeaway.js';
import { knowledge, period } from '../time.js';

const MEASURES = ['programsAdopted', 'programsActive', 'participationsAccepted', 'agreementsSigned', 'agreementsInForce'];
const COVERAGE = ['prefecturesInForce', 'prefecturesInForceShare', 'localGovernmentsInForce'];

/** What lead offices answer for, and where in Japan agreements are in force. */
export default {
  measures: MEASURES,
  chosen: ['fiscalYear', 'from', 'to', 'measure', 'asOf', 'knownAt', 'officeBasis', 'publication'],

  async show(context) {
    const { choices, language } = context;
    const measure = charted(MEASURES, choices);
    const [offices, prefectures, localGovernments, coverage, years] = await Promise.all([
      report('offices', MEASURES, 'leadOffice', {}, context),
      report('prefectures', ['agreementsInForce', 'localGovernmentsInForce', 'programsActive'], 'prefecture', {}, context),
      report('local-governments', ['agreementsInForce', 'agreementsSigned', 'programsActive'], 'localGovernment', {}, context),
      ask(path('/v1/statistics', { measure: COVERAGE, ...period(choices), ...knowledge(choices) })),
      timeSeries(measure, {}, context),
    ]);
    const profile = ({ leadOffice }) => elsewhere(choices, 'office', { leadOffice });
    const section = ({ answer, address, published }, name, message, way) => [
      figures(answer, context, { name, caption: language.say(message), profile: way, published }),
      takeaway(address, name, context),
    ];
    return {
      title: language.inPeriod('view-offices', offices.answer),
      parts: [
        section(offices, 'offices', 'view-offices', profile),
        ranking(offices.answer, measure, context, 'offices'),
        years,
        element('h2', {}, language.say('coverage')),
        element('dl', {}, coverage.measures.map(each => [
          element('dt', {}, language.of(each.label)),
          element('dd', {}, figure(coverage, coverage.total, each, context, language.say('total'))),
        ])),
        section(prefectures, 'prefectures', 'prefectures', null),
        section(localGovernments, 'local-governments', 'localGovernments', null),
      ],
    };
  },
};
