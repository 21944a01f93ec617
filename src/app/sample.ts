import type { BuildSample } from '#modules/people/index.ts'

/** The sample agency's builder, loaded only when somebody asks for it. */
export const buildSample: BuildSample = async (database, agencyId, progress) => {
  const at = '#sample/index.ts'
  const sample = (await import(at)) as { buildSample: BuildSample }
  await sample.buildSample(database, agencyId, progress)
}
