import type { Lang } from '#kernel/i18n/messages.ts'
import { foundAgency, foundingScope, addPerson, peopleService } from '#modules/people/index.ts'
import { clientsService } from '#modules/clients/service.ts'
import { agency, type ClientName, clients, staff, type StaffName } from './cast.ts'
import { drawLogo } from './pictures.ts'
import type { Player, Stage } from './stage.ts'

export type StaffSet = Record<StaffName, Player>
export interface ClientPlayer {
  id: string
  name: string
  locale: Lang
  contacts: { id: string; name: string }[]
}
export type ClientSet = Record<ClientName, ClientPlayer>

/** Founds the sample agency and puts its staff, clients, teams and contacts in. */
export const playPeople = async (stage: Stage): Promise<{ staff: StaffSet; clients: ClientSet }> => {
  stage.at(65, '09:00')
  const founding = foundingScope(stage.agencyId, 'zh-Hant')
  await stage.database.write(founding, (tx) => foundAgency(tx, { name: agency.name, region: 'TW', locale: 'zh-Hant', sample: true }))
  const players = {} as StaffSet
  for (const [key, s] of Object.entries(staff) as [StaffName, (typeof staff)[StaffName]][]) {
    const id = await stage.database.write(founding, (tx) => addPerson(tx, { mail: `${s.mail}@haitang.example`, name: s.name, title: s.title, locale: 'zh-Hant', roles: s.roles, joined: true }))
    players[key] = { id, name: s.name, roles: s.roles }
  }
  const people = peopleService(async () => {})
  const { name, legalName, taxNumber, address, phone, bank } = agency
  const logo = await stage.uploads(players.zhiyuan, stage.agencyId, 'haitang.svg', drawLogo(name))
  await stage.does(players.zhiyuan, people.agency.update, { name, legalName, taxNumber, address, phone, bank, locale: 'zh-Hant', logoFileId: logo, invoiceSeries: 'IN', termsDays: 45, version: 1 })
  for (const [key, s] of Object.entries(staff) as [StaffName, (typeof staff)[StaffName]][])
    await stage.does(players.shufen, people.staff.setRate, { id: players[key].id, from: stage.day(65), version: 0, costMinor: s.cost, chargeMinor: s.charge })

  const made = {} as ClientSet
  for (const [key, c] of Object.entries(clients) as [ClientName, (typeof clients)[ClientName]][]) {
    const { team, contacts, ...form } = c
    const { id } = await stage.does(players.zhiyuan, clientsService.create, { ...form, termsDays: 45 })
    for (const member of team) await stage.does(players.zhiyuan, clientsService.join, { client: id, person: players[member].id })
    await stage.does(players.zhiyuan, clientsService.join, { client: id, person: players.zhenghong.id })
    const known = []
    for (const [i, who] of contacts.entries()) {
      const added = await stage.does(players.zhenghong, clientsService.addContact, {
        client: id, name: who.name, title: who.title, seniority: who.seniority, mail: `${key}.${i + 1}@client.example`, phone: '', locale: c.locale,
        approverSince: who.approver ? stage.day(65) : null, active: true,
      })
      known.push({ id: added.id, name: who.name })
    }
    made[key] = { id, name: c.name, locale: c.locale, contacts: known }
  }
  return { staff: players, clients: made }
}
