import { elsewhere } from '../address.js';
import { named } from '../code.js';
import { byYear, report } from '../report.js';
import { figures } from '../table.js';
import { takeaway } from '../takeaway.js';

const MEASURES = ['programsAdopted', 'programsActive', 'participationsAccepted', 'agreementsSigned', 'agreementsInForce'];

/** One office over the years, with the countries and local governments that it works with. */
export default {
  about: 'leadOffice',
  measures: MEASURES,
  chosen: ['leadOffice', 'fiscalYear', 'from', 'to', 'measure', 'asOf', 'knownAt', 'officeBasis'],

  async show(context) {
    const { choices, language } = context;
    const leadOffice = choices.get('leadOffice') ?? 'KNS';
    const [name, years, countries, localGovernments] = await Promise.all([
      named('leadOffice', leadOffice, language),
      byYear(MEASURES, { leadOffice }, 'years', context),
      report('countries', ['participationsAccepted', 'programsAdopted', 'programsActive'], 'country', { leadOffice }, context),
      report('local-governments', ['agreementsInForce', 'programsActive'], 'localGovernment', { leadOffice }, context),
    ]);
    return {
      title: name,
      parts: [
        years.chart,
        years.table,
        takeaway(years.address, `office-${leadOffice}`, context),
        figures(countries.answer, context, {
          name: 'countries',
          caption: language.inPeriod('view-countries', countries.answer),
          profile: ({ country }) => elsewhere(choices, 'country', { country }),
        }),
        figures(localGovernments.answer, context, { name: 'local-governments', caption: language.say('localGovernments') }),
      ],
    };
  },
};
