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

A refusal carries \`data.code\`, \`data.params\` and, for wrong fields, \`data.fields\` (field → code). Codes that any call may answer with: ${[...kernelCodes].join(', ')}. 429 and 503 carry Retry-After. A \`bug\` carries the id to quote.`

/** The OpenAPI 3.1 document of all procedures. Slow to make (a second for hundreds of procedures): made once, at the first request. */
export const openApiOf = async (contract: Record<string, unknown>, baseUrl: string, version: string): Promise<OpenAPI.Document> => {
  const [{ OpenAPIGenerator }, { ZodToJsonSchemaConverter }] = await Promise.all([import('@orpc/openapi'), import('@orpc/zod/zod4')])
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract as never, {
    info: { title: 'Docket', version, description: about },
    servers: [{ url: `${baseUrl}/api/v1` }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key' } },
      schemas: { Refusal: refusal, StoredFile: storedFile },
      responses: Object.fromEntries(Object.entries(refusals).map(([status, description]) => [`Refused${status}`, { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } }])),
    },
  })
  Object.assign(document.paths ?? {}, filePaths(baseUrl))
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

const storedFile: OpenAPI.SchemaObject = {
  type: 'object', required: ['id', 'name', 'type', 'size', 'sha256', 'misnamed', 'risky', 'thumb'],
  properties: {
    id: { type: 'string', format: 'uuid' }, name: { type: 'string' }, type: { type: 'string' }, size: { type: 'integer' }, sha256: { type: 'string' },
    width: { anyOf: [{ type: 'integer' }, { type: 'null' }] }, height: { anyOf: [{ type: 'integer' }, { type: 'null' }] }, misnamed: { type: 'boolean' }, risky: { type: 'boolean' }, thumb: { type: 'boolean' },
  },
}
/** Files stand beside the procedures, as bytes. */
const filePaths = (url: string): OpenAPI.PathsObject => {
  const common = { tags: ['files'], security: [{ key: [] }] }
  const id = (name: string): OpenAPI.ParameterObject => ({ name, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } })
  return {
    '/files': {
      servers: [{ url }],
      post: {
        ...common, operationId: 'files.upload', summary: 'Take in a file for a client; its id is what procedures ask for as fileId',
        parameters: [
          { name: 'client', in: 'query', required: true, schema: { type: 'string', format: 'uuid' } },
          { name: 'X-File-Name', in: 'header', required: true, schema: { type: 'string' }, description: 'The file\'s name, percent-encoded' },
        ],
        requestBody: { required: true, content: { 'application/octet-stream': {} } },
        responses: { 201: { description: 'Kept', content: { 'application/json': { schema: { $ref: '#/components/schemas/StoredFile' } } } }, ...answers },
      },
    },
    '/files/{client}/{id}': {
      servers: [{ url }],
      get: {
        ...common, operationId: 'files.download', summary: 'A file or a printed paper', parameters: [id('client'), id('id')],
        responses: { 200: { description: 'Its bytes', content: { 'application/octet-stream': {} } }, ...answers },
      },
    },
  }
}

/** What a refusal comes with, by status: the contract knows codes only, and the generator would call them all 500. */
const refusals: Record<string, string> = {
  400: 'The request cannot be read, or has no Idempotency-Key', 401: 'Nobody is signed in', 403: 'Seen, but not to be done by this caller',
  404: 'Not there, or behind a wall', 409: 'Somebody was first: stale, in_flight', 413: 'Too large', 422: 'Refused, with a code of this call; what is wrong in the input stands in data.fields',
  429: 'Too many; see Retry-After', 500: 'A bug, with the id to quote', 503: 'Busy; see Retry-After',
}
const answers: OpenAPI.ResponsesObject = Object.fromEntries(Object.keys(refusals).map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]))
const refusal: OpenAPI.SchemaObject = {
  type: 'object', required: ['defined', 'code', 'status', 'message', 'data'],
  properties: {
    defined: { const: true }, code: { const: 'REFUSED' }, status: { type: 'integer' }, message: { type: 'string' },
    data: {
      type: 'object', required: ['code', 'params'],
      properties: { code: { type: 'string' }, params: { type: 'object', additionalProperties: true }, fields: { type: 'object', additionalProperties: { type: 'string' } } },
    },
  },
}

const complete = (operation: OpenAPI.OperationObject, meta: Meta): void => {
  operation.security = meta.wall === 'public' ? [] : [{ key: [] }]
  if (meta.mutates && meta.wall !== 'public') operation.parameters = [...(operation.parameters ?? []), idempotencyKey]
  operation.responses = { ...operation.responses, ...answers }
  Object.assign(operation, { 'x-refusals': meta.refusals, 'x-roles': meta.roles, 'x-wall': meta.wall })
}
