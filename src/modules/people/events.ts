/** Announced by people before somebody's access ends, and after what they may do has changed. */
export interface PeopleEvent {
  type: 'people.leaving' | 'people.roles_changed'
  /** The house. */
  clientId: string
  personId: string
}
