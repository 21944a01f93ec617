import type { Lang } from '#kernel/i18n/messages.ts'
import type { Region } from '#kernel/pure/region.ts'
import type { Role } from '#kernel/pure/roles.ts'

// A fictional agency and fictional clients. Addresses end in .example (RFC 2606), numbers hold no real firm's.

export const agency = {
  name: '海棠廣告', legalName: '海棠廣告股份有限公司', taxNumber: '12345675', address: '台北市大安區復興南路一段 000 號 5 樓', phone: '02-0000-0000',
  bank: '示例銀行 復興分行\n戶名 海棠廣告股份有限公司\n帳號 000-000-000000',
}

interface StaffMember {
  name: string
  title: string
  roles: readonly Role[]
  mail: string
  cost: bigint
  charge: bigint
}
export const staff = {
  yijun: { name: '陳怡君', title: '客戶執行', roles: ['ae'], mail: 'yijun', cost: 620n, charge: 1500n },
  zihan: { name: '林子涵', title: '客戶執行', roles: ['ae'], mail: 'zihan', cost: 600n, charge: 1500n },
  peiwen: { name: '郭佩雯', title: '資深客戶執行', roles: ['ae'], mail: 'peiwen', cost: 760n, charge: 1800n },
  zhenghong: { name: '林正宏', title: '客戶總監', roles: ['director'], mail: 'zhenghong', cost: 1400n, charge: 3200n },
  yating: { name: '許雅婷', title: '創意總監', roles: ['lead'], mail: 'yating', cost: 1300n, charge: 3000n },
  mingyuan: { name: '江明遠', title: '創意副總監', roles: ['lead'], mail: 'mingyuan', cost: 1100n, charge: 2600n },
  bohan: { name: '周柏翰', title: '美術指導', roles: ['member'], mail: 'bohan', cost: 720n, charge: 1800n },
  siqi: { name: '蘇思齊', title: '美術', roles: ['member'], mail: 'siqi', cost: 560n, charge: 1400n },
  yongqing: { name: '高詠晴', title: '文案', roles: ['member'], mail: 'yongqing', cost: 580n, charge: 1400n },
  kaijie: { name: '葉凱傑', title: '文案指導', roles: ['member'], mail: 'kaijie', cost: 700n, charge: 1700n },
  shufen: { name: '何淑芬', title: '財務主管', roles: ['finance'], mail: 'shufen', cost: 800n, charge: 0n },
  jiahao: { name: '吳家豪', title: '流程', roles: ['traffic'], mail: 'jiahao', cost: 640n, charge: 1200n },
  huimei: { name: '張惠美', title: '行政經理', roles: ['admin'], mail: 'huimei', cost: 680n, charge: 0n },
  zhiyuan: { name: '方致遠', title: '總經理', roles: ['admin', 'director'], mail: 'zhiyuan', cost: 1800n, charge: 4000n },
} as const satisfies Record<string, StaffMember>
export type StaffName = keyof typeof staff

interface ContactOf {
  name: string
  title: string
  seniority: 'board' | 'head' | 'manager' | 'staff'
  approver: boolean
}
interface ClientOf {
  name: string
  legalName: string
  trade: string
  taxNumber: string
  address: string
  locale: Lang
  region: Region
  team: readonly StaffName[]
  contacts: readonly ContactOf[]
}
export const clients = {
  pine: {
    name: '松木家居', legalName: '松木家居股份有限公司', trade: '家具', taxNumber: '04595257', address: '新北市板橋區文化路二段 000 號', locale: 'zh-Hant', region: 'TW',
    team: ['yijun', 'yating', 'bohan', 'yongqing', 'jiahao'],
    contacts: [{ name: '林若蘭', title: '行銷經理', seniority: 'manager', approver: true }, { name: '王志明', title: '行銷專員', seniority: 'staff', approver: false }],
  },
  tea: {
    name: '沐日茶飲', legalName: '沐日茶飲股份有限公司', trade: '茶飲', taxNumber: '', address: '台中市西區公益路 000 號', locale: 'zh-Hant', region: 'TW',
    team: ['yijun', 'yating', 'siqi', 'kaijie', 'jiahao'],
    contacts: [{ name: '蔡明哲', title: '品牌總監', seniority: 'head', approver: true }],
  },
  rival: {
    name: '山川茶所', legalName: '山川茶所有限公司', trade: '茶飲', taxNumber: '', address: '高雄市鹽埕區大義街 000 號', locale: 'zh-Hant', region: 'TW',
    team: ['zihan', 'mingyuan', 'bohan', 'yongqing'],
    contacts: [{ name: '張𠮷堃', title: '執行長', seniority: 'board', approver: true }],
  },
  bike: {
    name: '遠岸自行車', legalName: '遠岸自行車股份有限公司', trade: '自行車', taxNumber: '', address: '台中市大甲區中山路 000 號', locale: 'zh-Hant', region: 'TW',
    team: ['peiwen', 'mingyuan', 'siqi', 'kaijie'],
    contacts: [{ name: '黃思嘉', title: '行銷協理', seniority: 'head', approver: true }],
  },
  books: {
    name: '白鹭书店', legalName: '白鹭书店（上海）有限公司', trade: '零售', taxNumber: '', address: '上海市徐汇区武康路 000 号', locale: 'zh-Hans', region: 'PRC',
    team: ['zihan', 'yating', 'bohan', 'kaijie', 'jiahao'],
    contacts: [{ name: '赵晓燕', title: '市场总监', seniority: 'head', approver: true }],
  },
  ferry: {
    name: 'Northshore Ferries', legalName: 'Northshore Ferries Limited', trade: 'Travel', taxNumber: '', address: '00 Des Voeux Road Central, Hong Kong', locale: 'en', region: 'HK',
    team: ['peiwen', 'mingyuan', 'siqi', 'yongqing'],
    contacts: [{ name: 'Sandy Wong', title: 'Marketing Manager', seniority: 'manager', approver: true }],
  },
} as const satisfies Record<string, ClientOf>
export type ClientName = keyof typeof clients
