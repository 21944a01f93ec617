import { wholeWay } from './whole-way.ts'

wholeWay({
  look: { lang: 'en', theme: 'light', width: 390 }, region: 'HK', agency: 'Harbour Advertising', me: 'Anna Ng', mate: 'Ben Carter', client: 'Pinewood Home', contact: 'Mary Wong',
  meeting: 'Autumn range: strategy', decision: 'The range is launched on 1 December', objection: 'The launch is on 8 December', mended: 'The range is launched on 8 December',
  request: 'A poster for the autumn range', quote: 'Whoever passes by must see the wood first.', told: 'The shops get new signs in November', step: 'Show a creative direction',
  job: 'Key visual of the autumn range', material: '200 g coated', work: 'Key visual', change: 'The grain must be plainer', changed: 'Grain made darker', vendor: 'Lumen Photography', bought: 'Table shoot', hours: 'Sketches', reason: 'The photographer moved the shoot', held: 'The last invoice is unpaid',
})
