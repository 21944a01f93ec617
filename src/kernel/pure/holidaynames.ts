import type { Message } from '../i18n/messages.ts'

const name = (hant: string, hans: string, en: string): Message => ({ hant, hans, en })

/** The holidays of the three regions, as each publishes them. */
export const holidayNames = {
  newYear: name('元旦', '元旦', "New Year's Day"),
  founding: name('中華民國開國紀念日', '元旦', 'Founding Day (New Year)'),
  dayBeforeEve: name('小年夜', '小年夜', "Day before Lunar New Year's Eve"),
  eve: name('除夕', '除夕', "Lunar New Year's Eve"),
  lunarNewYear: name('春節', '春节', 'Lunar New Year'),
  lunar1: name('農曆年初一', '农历年初一', "Lunar New Year's Day"),
  lunar2: name('農曆年初二', '农历年初二', 'The second day of Lunar New Year'),
  lunar3: name('農曆年初三', '农历年初三', 'The third day of Lunar New Year'),
  lunar4: name('農曆年初四', '农历年初四', 'The fourth day of Lunar New Year'),
  peace: name('和平紀念日', '和平纪念日', 'Peace Memorial Day'),
  children: name('兒童節', '儿童节', "Children's Day"),
  tombSweeping: name('清明節', '清明节', 'Tomb-Sweeping Day'),
  goodFriday: name('耶穌受難節', '耶稣受难节', 'Good Friday'),
  afterGoodFriday: name('耶穌受難節翌日', '耶稣受难节翌日', 'The day following Good Friday'),
  easterMonday: name('復活節星期一', '复活节星期一', 'Easter Monday'),
  afterEasterMonday: name('復活節星期一翌日', '复活节星期一翌日', 'The day following Easter Monday'),
  chingMing: name('清明節', '清明节', 'Ching Ming Festival'),
  afterChingMing: name('清明節翌日', '清明节翌日', 'The day following Ching Ming Festival'),
  labour: name('勞動節', '劳动节', 'Labour Day'),
  buddha: name('佛誕', '佛诞', 'The Birthday of the Buddha'),
  afterBuddha: name('佛誕翌日', '佛诞翌日', 'The day following the Birthday of the Buddha'),
  dragonBoat: name('端午節', '端午节', 'Dragon Boat Festival'),
  tuenNg: name('端午節', '端午节', 'Tuen Ng Festival'),
  hksar: name('香港特別行政區成立紀念日', '香港特别行政区成立纪念日', 'HKSAR Establishment Day'),
  midAutumn: name('中秋節', '中秋节', 'Mid-Autumn Festival'),
  afterMidAutumn: name('中秋節翌日', '中秋节翌日', 'The day following the Mid-Autumn Festival'),
  teachers: name('孔子誕辰紀念日（教師節）', '孔子诞辰纪念日（教师节）', "Confucius' Birthday (Teachers' Day)"),
  nationalTW: name('國慶日', '国庆日', 'National Day'),
  national: name('國慶節', '国庆节', 'National Day'),
  chungYeung: name('重陽節', '重阳节', 'Chung Yeung Festival'),
  afterChungYeung: name('重陽節翌日', '重阳节翌日', 'The day following Chung Yeung Festival'),
  retrocession: name('臺灣光復暨金門古寧頭大捷紀念日', '台湾光复暨金门古宁头大捷纪念日', 'Taiwan Retrocession and Battle of Guningtou Memorial Day'),
  constitution: name('行憲紀念日', '行宪纪念日', 'Constitution Day'),
  christmas: name('聖誕節', '圣诞节', 'Christmas Day'),
  afterChristmas: name('聖誕節後第一個周日', '圣诞节后第一个周日', 'The first weekday after Christmas Day'),
} as const satisfies Record<string, Message>

export type HolidayKey = keyof typeof holidayNames
