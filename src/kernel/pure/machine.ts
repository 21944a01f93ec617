import { refuse } from './refusal.ts'

interface Step<S extends string> {
  from: readonly S[]
  to: S
}

/** A state machine as data: the one table that says what may follow what. */
export interface Machine<S extends string, A extends string> {
  readonly start: S
  readonly states: readonly S[]
  readonly actions: Readonly<Record<A, Step<S>>>
  /** Whether the action is allowed in the state. */
  may(state: S, action: A): boolean
  /** The state after the action; refuses `state` with `{ action, state }`. */
  move(state: S, action: A): S
  /** The actions allowed in a state, in the order of the table. */
  open(state: S): A[]
  /** Every state that can be come to from the start, itself included. */
  reachable(): Set<S>
}

/** `machine({ start: 'draft', actions: { submit: { from: ['draft'], to: 'submitted' } } })` */
export const machine = <const S extends string, const A extends string>(table: { start: S; actions: Record<A, Step<S>> }): Machine<S, A> => {
  const actions = table.actions
  const names = Object.keys(actions) as A[]
  const may = (state: S, action: A): boolean => Object.hasOwn(actions, action) && actions[action].from.includes(state)
  const open = (state: S): A[] => names.filter((action) => may(state, action))
  return {
    start: table.start,
    states: [...new Set([table.start, ...names.flatMap((name) => [...actions[name].from, actions[name].to])])],
    actions,
    may,
    open,
    move: (state, action) => {
      if (!may(state, action)) throw refuse('state', { action, state })
      return actions[action].to
    },
    reachable: () => {
      const found = new Set<S>([table.start])
      for (const state of found) for (const action of open(state)) found.add(actions[action].to)
      return found
    },
  }
}
