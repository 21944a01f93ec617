const browsers: [RegExp, string][] = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']]
const systems: [RegExp, string][] = [[/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Mac OS X/, 'macOS'], [/Windows/, 'Windows'], [/Linux/, 'Linux']]
const first = (list: [RegExp, string][], agent: string): string | undefined => list.find(([mark]) => mark.test(agent))?.[1]

/** The browser and the system behind a user agent, as a person would name them. */
export const behindAgent = (agent: string): { browser?: string; system?: string } => ({ browser: first(browsers, agent), system: first(systems, agent) })

/** What a passkey is called when nobody named it: by the device it was made on, which is how one tells two apart. `otherwise` for an unknown one. */
export const deviceName = (agent: string, otherwise: string): string => {
  const { browser, system } = behindAgent(agent)
  return [browser, system].filter(Boolean).join(' · ') || otherwise
}
