import { contract } from '#app/contract.ts'
import { routes } from '#kernel/http/routes.ts'
import { type Ask, ask, type Heard, proceduresOf, restAsk, rpcAsk } from './ask.ts'
import { addressesFor, empties, inputsFor, lists } from './inputs.ts'
import type { Caller, Walls } from './world.ts'

export const procedures = proceduresOf(contract)

/** What the law must know and does not: a procedure or address without its way to client X's things. */
export const unmapped = ({ things }: Walls): string[] => {
  const [inputs, addresses] = [inputsFor(things), addressesFor(things)]
  const known = new Set([...procedures.keys(), ...routes.map((r) => r.path)])
  return [
    ...[...procedures.keys()].filter((name) => !(name in inputs)), ...routes.map((r) => r.path).filter((path) => !(path in addresses)),
    ...[...Object.keys(inputs), ...Object.keys(addresses)].filter((name) => !known.has(name)).map((name) => `${name} is no more`),
  ]
}

/** Every call of the contract, as our pages and as programs make it. */
export const callsOf = ({ things }: Walls, only: (name: string) => boolean = () => true): (Ask & { procedure: string })[] => {
  const inputs = inputsFor(things)
  return [...procedures].filter(([name]) => only(name)).flatMap(([name, leaf]) => [rpcAsk, restAsk].map((make) => ({ ...make(name, leaf, inputs[name]), procedure: name })))
}

/** What an answer says that this caller must not hear; null when nothing. */
export const leakIn = (words: readonly string[], { text, status }: Heard): string | null => {
  const said = words.find((word) => text.toLowerCase().includes(word.toLowerCase()))
  if (said) return `says ${said}`
  return status >= 500 && status !== 503 ? `answers ${status}` : null
}

/** How a call into X is to be refused: as if it were not there, or, before anything is looked up, for the caller's own lack. */
const refusalOf = (call: Ask & { procedure: string }, caller: Caller): string | null => {
  const { wall, roles } = call.meta!
  if (wall === 'public') return null
  if (!caller.roles) return caller.refused!
  if (roles.length > 0 && !caller.roles.some((r) => roles.includes(r))) return '403 role'
  if (wall !== 'client' || lists.has(call.procedure)) return null
  return empties.has(call.procedure) ? '200 nothing' : '404 not_found'
}
/** An answer in short: its status and code, or that there was nothing in it. */
export const inShort = ({ status, code, body }: Heard): string => (['null', '[]', '', '{}', '{"json":null}', '{"json":[]}'].includes(body) ? `${status} nothing` : `${status} ${code}`)

/** The law, over procedures: each offence by name. */
export const offences = async (walls: Walls, callers: readonly Caller[], only?: (name: string) => boolean): Promise<string[]> => {
  const found: string[] = []
  for (const call of callsOf(walls, only)) {
    const all = await Promise.all(callers.map(async (caller) => {
      const heard = await ask(walls.app, call, await caller.headers())
      const wanted = refusalOf(call, caller)
      const leak = leakIn(walls.words, heard)
      if (leak) return `${call.name}, ${caller.who}: ${leak}`
      return wanted && wanted !== inShort(heard) ? `${call.name}, ${caller.who}: ${inShort(heard)}, not ${wanted}` : null
    }))
    found.push(...all.filter((o) => o !== null))
  }
  return found
}
