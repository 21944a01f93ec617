import { isContractProcedure, type OpenAPI } from '@orpc/contract'
import type { AnyProcedure, Meta } from '../rpc/define.ts'
import { kernelCodes } from '../rpc/errors.ts'

/** `jobs.issue` → what the house knows of it. */
export const metaOf = (contract: Record<string, unknown>, path: string[] = []): Map<string, Meta> =>
  new Map(
    Object.entries(contract).flatMap(([key, leaf]): [string, Meta][] => {
      const at = [...path, key]
      if (isContractProcedure(leaf)) return [[at.join('.'), (leaf as AnyProcedure)['~orpc'].meta]]
      return [...metaOf(leaf as Record<string, unknown>, at)]
    }),
  )

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
const idempotencyKey: OpenAPI.ParameterObject = {
  name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 128 },
  description: 'Chosen by the caller, one for each intent. A repeat with the same body is answered with the first answer; with another body it is refused (422 idempotency_key_reused); while the first is still at work, 409 in_flight.',
}
const about = `The REST side of Docket. Every call needs an API key (\`Authorization: Bearer …\`, made with \`npm run docket -- key MAIL\` or in the settings) and sees what the key's person sees; what stands behind a wall answers 404, as if it were not there.

Money is whole minor units as a string of digits beside a currency; dates are YYYY-MM-DD; instants are ISO 8601 in UTC.

A refusal carries \`data.code\`, \`data.params\` and, for wrong fields, \`data.fields\` (field → code). Codes that any call may answer with: ${[...kernelCodes].join(', ')}. 429 and 503 carry Retry-After. A \`bug\` carries the id to quote.

Files go beside the procedures: POST /files?client=… (the bytes as the body, X-File-Name percent-encoded), GET /files/{client}/{id}.`

/** The OpenAPI 3.1 document of all procedures. Slow to make (a second for hundreds of procedures): made once, at the first request. */
export const openApiOf = async (contract: Record<string, unknown>, baseUrl: string, version: string): Promise<OpenAPI.Document> => {
  const [{ OpenAPIGenerator }, { ZodToJsonSchemaConverter }] = await Promise.all([import('@orpc/openapi'), import('@orpc/zod/zod4')])
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract as never, {
    info: { title: 'Docket', version, description: about },
    servers: [{ url: `${baseUrl}/api/v1` }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key' } } },
  })
  const metas = metaOf(contract)
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item?.[method]
      const meta = metas.get(operation?.operationId ?? '')
      if (operation && meta) complete(operation, meta)
    }
  }
  return document
}

const complete = (operation: OpenAPI.OperationObject, meta: Meta): void => {
  operation.security = meta.wall === 'public' ? [] : [{ key: [] }]
  if (meta.mutates && meta.wall !== 'public') operation.parameters = [...(operation.parameters ?? []), idempotencyKey]
  Object.assign(operation, { 'x-refusals': meta.refusals, 'x-roles': meta.roles, 'x-wall': meta.wall })
}
