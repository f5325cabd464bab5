import { elsewhere } from '../address.js';
import { charted, filtered, ranking, report, timeSeries } from '../report.js';
import { figures } from '../table.js';
import { takeaway } from '../takeaway.js';

const MEASURES = ['participationsAccepted', 'persons', 'personDays', 'programsAdopted', 'programsActive'];
const FILTERS = ['region', 'incomeGroup', 'scheme', 'leadOffice'];

/** Who came from where: a table, the largest, and the years. */
export default {
  measures: MEASURES,
  chosen: ['fiscalYear', 'from', 'to', ...FILTERS, 'measure', 'asOf', 'knownAt', 'officeBasis', 'formerCountries', 'publication'],

  async show(context) {
    const { choices, language } = context;
    const filters = filtered(FILTERS, choices);
    const measure = charted(MEASURES, choices);
    const [{ answer, address, published }, years] = await Promise.all([
      report('countries', MEASURES, 'country', filters, context),
      timeSeries(measure, filters, context),
    ]);
    const profile = ({ country }) => elsewhere(choices, 'country', { country });
    return {
      title: language.inPeriod('view-countries', answer),
      parts: [
        figures(answer, context, { name: 'countries', caption: language.say('view-countries'), profile, published }),
        takeaway(address, 'countries', context),
        ranking(answer, measure, context, 'countries'),
        years,
      ],
    };
  },
};
