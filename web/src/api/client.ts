/** HTTP to our own server: JSON in and out, the CSRF token on every write, problems as ApiError. */

const ROOT = '/api/v1'
let csrf = ''

export interface FieldProblem {
  field: string
  code: string
  detail: string
}

/** The server said no (`status`, stable `code`), or there was no server (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail = '',
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfter: number | null = null,
  ) {
    super(`${status} ${code} ${detail}`)
  }

  /** Saying the same again later may help. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

export function setCsrf(token: string): void {
  csrf = token
}

export function get<T>(path: string): Promise<T> {
  return request<T>('GET', path)
}

export function post<T>(path: string, body?: unknown): Promise<T> {
  return request<T>('POST', path, body)
}

export function put<T>(path: string, body: unknown): Promise<T> {
  return request<T>('PUT', path, body)
}

export function patch<T>(path: string, body: unknown): Promise<T> {
  return request<T>('PATCH', path, body)
}

export function remove<T>(path: string): Promise<T> {
  return request<T>('DELETE', path)
}

async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const response = await fetch(ROOT + path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
    signal: AbortSignal.timeout(15_000),
  }).catch((error: unknown) => {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError'
    throw new ApiError(0, isLate ? 'no_answer' : 'no_server')
  })
  if (!response.ok) throw await problem(response)
  return (response.status === 204 ? undefined : await response.json()) as T
}

interface ProblemBody {
  code?: string
  detail?: string
  errors?: FieldProblem[]
}

async function problem(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody // a proxy may answer in HTML
  const after = Number(response.headers.get('Retry-After') ?? NaN)
  return new ApiError(
    response.status,
    body.code ?? `http_${response.status}`,
    body.detail ?? '',
    body.errors ?? [],
    Number.isFinite(after) ? after : null,
  )
}
