import type { ClientName, StaffName } from './cast.ts'
import type { Poster } from './pictures.ts'

/** How far a job has come when the sample opens. */
export const steps = ['drafted', 'submitted', 'accepted', 'issued', 'scheduled', 'working', 'returned', 'approved', 'delivered', 'closed', 'requested', 'invoiced', 'partly_paid', 'paid', 'filed'] as const
export type StepName = (typeof steps)[number]

/** A job from the client's words to wherever it stands: played by sample/play.ts. */
export interface Tale {
  client: ClientName
  ae: StaffName
  lead: StaffName
  art: StaffName
  copy: StaffName
  /** Working days before today on which the meeting was held, and how many a step takes. */
  from: number
  pace: number
  until: StepName
  meeting: string
  request: string
  quote: string
  title: string
  brand: string
  product: string
  message: string
  budget: bigint
  poster: Poster
  bought?: { vendor: string; what: string; amount: bigint }
  /** The first version comes back from the client for this reason. */
  returned?: string
  /** The signed schedule is revised for this reason. */
  revised?: string
  /** Leaves this out of the order, so that it cannot be submitted. */
  lacks?: boolean
  /** Called off before it was accepted, for this reason. */
  cancelled?: string
  /** Finance holds the order for this reason. */
  held?: string
  /** The invoice was asked for so many working days ago; so many later it was promised for the day after so many more. */
  asked?: { ago: number; promisedAgo: number; days: number }
  /** Finance re-opened the card once. */
  reopened?: string
}

const p = (motif: Poster['motif'], paper: string, ink: string, headline: string, line: string, foot: string): Poster => ({ motif, paper, ink, headline, line, foot })

export const tales: Tale[] = [
  {
    client: 'pine', ae: 'yijun', lead: 'yating', art: 'bohan', copy: 'yongqing', from: 62, pace: 1, until: 'filed', meeting: '秋季新品策略會議', request: '秋季新品主視覺海報，十二月一日前貼出',
    quote: '秋天這一檔，我要路過的人先看到木頭，再看到價格。', title: '秋季新品主視覺海報', brand: '松木家居', product: '秋季新品 實木餐桌', message: '先看見木頭', budget: 186000n,
    poster: p('rings', '#e8e0d0', '#4a2f1c', '先看見木頭', '松木家居 秋季新品', 'NT$ 12,800 起'), bought: { vendor: '日影工作室', what: '商品攝影', amount: 38000n }, returned: '價格太大，木頭要再多一點。',
  },
  {
    client: 'tea', ae: 'yijun', lead: 'yating', art: 'siqi', copy: 'kaijie', from: 61, pace: 1, until: 'invoiced', meeting: '杯套改版會議', request: '杯套改成深綠，門市海報同步',
    quote: '我們的綠要像剛摘下來的葉子，不是超商的綠。', title: '深綠杯套門市海報', brand: '沐日茶飲', product: '冷泡青茶', message: '一杯剛摘的早晨', budget: 96600n,
    poster: p('cup', '#dfe8dc', '#234433', '一杯剛摘的早晨', '沐日茶飲 冷泡青茶', '全台門市'), bought: { vendor: '彩樣印刷', what: '打樣', amount: 6800n },
    asked: { ago: 12, promisedAgo: 9, days: 6 },
  },
  {
    client: 'bike', ae: 'peiwen', lead: 'mingyuan', art: 'siqi', copy: 'kaijie', from: 48, pace: 1, until: 'partly_paid', meeting: '設計展籌備會議', request: '設計展主視覺海報',
    quote: '看的人要想站起來去騎，而不是想買。', title: '設計展主視覺海報', brand: '遠岸自行車', product: '岸線系列', message: '風先到', budget: 240000n,
    poster: p('wheel', '#d8e0e6', '#20303c', '風先到', '遠岸自行車 岸線系列', '台灣設計展 A12'), revised: '展場尺寸晚兩天才確定。',
  },
  {
    client: 'ferry', ae: 'peiwen', lead: 'mingyuan', art: 'siqi', copy: 'yongqing', from: 30, pace: 1, until: 'closed', meeting: 'Winter fares kick-off', request: 'Winter fares poster for all piers',
    quote: 'People should feel the wind before they see the fare.', title: 'Winter fares poster', brand: 'Northshore Ferries', product: 'Winter fares', message: 'The slow way is the fast way', budget: 88000n,
    poster: p('waves', '#d5e4ea', '#173b4a', 'Slow is fast', 'Northshore Ferries, winter fares', 'From 12 December'), reopened: 'A vendor’s paper came late.',
  },
  {
    client: 'pine', ae: 'yijun', lead: 'yating', art: 'bohan', copy: 'yongqing', from: 22, pace: 2, until: 'returned', meeting: '十二月型錄會議', request: '十二月型錄封面海報',
    quote: '型錄要像一張桌子：先想坐下，再想翻。', title: '十二月型錄封面海報', brand: '松木家居', product: '十二月型錄', message: '坐下來再看', budget: 132000n,
    poster: p('rings', '#efe7da', '#5b3a24', '坐下來再看', '松木家居 十二月型錄', '門市索取'), returned: '封面人物拿掉，只留桌子。', revised: '木料到貨遲，拍攝往後移兩天。',
  },
  {
    client: 'tea', ae: 'yijun', lead: 'yating', art: 'siqi', copy: 'kaijie', from: 16, pace: 2, until: 'working', meeting: '冬季熱飲會議', request: '冬季熱飲海報', quote: '冷的時候，手要先暖。',
    title: '冬季熱飲海報', brand: '沐日茶飲', product: '桂圓紅茶', message: '手先暖', budget: 78000n, poster: p('cup', '#efe4dc', '#5a2a22', '手先暖', '沐日茶飲 桂圓紅茶', '冬季限定'),
    bought: { vendor: '彩樣印刷', what: '打樣', amount: 5200n },
  },
  {
    client: 'rival', ae: 'zihan', lead: 'mingyuan', art: 'bohan', copy: 'yongqing', from: 12, pace: 2, until: 'scheduled', meeting: '冬茶上市會議', request: '冬茶上市海報', quote: '山在杯子裡，霧在杯子外。',
    title: '冬茶上市海報', brand: '山川茶所', product: '高山冬茶', message: '霧裡有茶', budget: 110000n, poster: p('hills', '#e6dccb', '#5b3a24', '霧裡有茶', '山川茶所 高山冬茶', '十二月上市'),
  },
  {
    client: 'bike', ae: 'peiwen', lead: 'mingyuan', art: 'siqi', copy: 'kaijie', from: 9, pace: 2, until: 'issued', meeting: '通勤系列會議', request: '通勤系列海報', quote: '每天都騎的人，不需要口號。',
    title: '通勤系列海報', brand: '遠岸自行車', product: '通勤系列', message: '每天都到', budget: 120000n, poster: p('wheel', '#dfe3e0', '#2a3a33', '每天都到', '遠岸自行車 通勤系列', '試乘預約'),
  },
  {
    client: 'rival', ae: 'zihan', lead: 'mingyuan', art: 'bohan', copy: 'yongqing', from: 27, pace: 1, until: 'requested', meeting: '老茶行週年會議', request: '週年慶海報',
    quote: '四十年不是老，是熟。', title: '四十週年海報', brand: '山川茶所', product: '四十週年', message: '四十年，熟了', budget: 98000n, poster: p('hills', '#e9e4d4', '#3f4a2c', '四十年，熟了', '山川茶所 四十週年', '鹽埕本店'),
  },
  {
    client: 'books', ae: 'zihan', lead: 'yating', art: 'bohan', copy: 'kaijie', from: 7, pace: 2, until: 'accepted', meeting: '冬季书展会议', request: '冬季书展海报', quote: '我们卖的不是书，是一个下午。',
    title: '冬季书展海报', brand: '白鹭书店', product: '冬季书展', message: '一个下午', budget: 90000n, poster: p('book', '#efe4dc', '#5a2a22', '一个下午', '白鹭书店 冬季书展', '武康路店'),
  },
  {
    client: 'rival', ae: 'zihan', lead: 'mingyuan', art: 'bohan', copy: 'yongqing', from: 5, pace: 1, until: 'submitted', meeting: '春節禮盒會議', request: '春節禮盒海報', quote: '送禮的人要有面子，收禮的人要有茶。',
    title: '春節禮盒海報', brand: '山川茶所', product: '春節禮盒', message: '面子是裡子', budget: 150000n, poster: p('hills', '#f0e2d6', '#7a2c1e', '面子是裡子', '山川茶所 春節禮盒', '預購中'),
  },
  {
    client: 'books', ae: 'zihan', lead: 'yating', art: 'bohan', copy: 'kaijie', from: 3, pace: 1, until: 'drafted', meeting: '会员日会议', request: '会员日海报', quote: '会员要觉得自己被记得。',
    title: '会员日海报', brand: '白鹭书店', product: '会员日', message: '记得你', budget: 60000n, poster: p('book', '#e3e6ea', '#22324a', '记得你', '白鹭书店 会员日', '每月八日'), lacks: true,
  },
  {
    client: 'pine', ae: 'yijun', lead: 'yating', art: 'bohan', copy: 'yongqing', from: 15, pace: 1, until: 'approved', meeting: '聖誕櫥窗會議', request: '聖誕櫥窗海報', quote: '聖誕樹也是木頭。',
    title: '聖誕櫥窗海報', brand: '松木家居', product: '聖誕櫥窗', message: '樹也是木頭', budget: 84000n, poster: p('rings', '#e4e6da', '#2f4030', '樹也是木頭', '松木家居 聖誕櫥窗', '十二月一日起'),
  },
  {
    client: 'bike', ae: 'peiwen', lead: 'mingyuan', art: 'siqi', copy: 'kaijie', from: 17, pace: 1, until: 'delivered', meeting: '冬季保養會議', request: '冬季保養海報', quote: '車子也要過冬。',
    title: '冬季保養海報', brand: '遠岸自行車', product: '冬季保養', message: '車也要過冬', budget: 66000n, poster: p('wheel', '#e2e2e6', '#33344a', '車也要過冬', '遠岸自行車 冬季保養', '全門市'),
  },
  {
    client: 'tea', ae: 'yijun', lead: 'yating', art: 'siqi', copy: 'kaijie', from: 44, pace: 1, until: 'paid', meeting: '中秋禮盒會議', request: '中秋禮盒海報', quote: '不要月亮，大家都有月亮。',
    title: '中秋禮盒海報', brand: '沐日茶飲', product: '中秋禮盒', message: '團圓不必等月亮', budget: 72000n, poster: p('cup', '#ece2cf', '#5b431f', '團圓不必等月亮', '沐日茶飲 中秋禮盒', '預購八五折'),
  },
  {
    client: 'ferry', ae: 'peiwen', lead: 'mingyuan', art: 'siqi', copy: 'yongqing', from: 11, pace: 1, until: 'issued', meeting: 'Pier signs', request: 'Poster for the pier signs', quote: 'Nobody reads a sign; they look at it.',
    title: 'Pier sign poster', brand: 'Northshore Ferries', product: 'Pier signs', message: 'Look, then board', budget: 54000n, poster: p('waves', '#dbe6e0', '#1d4438', 'Look, then board', 'Northshore Ferries', 'All piers'),
    held: 'The last invoice but one is still open.',
  },
  {
    client: 'bike', ae: 'peiwen', lead: 'mingyuan', art: 'siqi', copy: 'kaijie', from: 8, pace: 1, until: 'submitted', meeting: '試乘活動會議', request: '試乘活動海報', quote: '先約試乘，再談海報。',
    title: '試乘活動海報', brand: '遠岸自行車', product: '試乘活動', message: '先騎再說', budget: 40000n, poster: p('wheel', '#e8e3da', '#4a3a2a', '先騎再說', '遠岸自行車 試乘', '河濱公園'), cancelled: '客戶改辦線上活動。',
  },
]
