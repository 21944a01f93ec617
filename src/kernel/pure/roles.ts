/** What a person may be in an agency; one person may hold several. */
export const roles = ['ae', 'director', 'lead', 'member', 'finance', 'traffic', 'admin'] as const
export type Role = (typeof roles)[number]
