// Passkeys of this browser: whether there can be any on this page, making one, and showing one.
import {call, Failure} from '../api/call'
import {
  challengeSession,
  challengeSignIn,
  createSession,
  verifySession,
} from '../api/operations'
import type {
  NewPasskey,
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyDescriptor,
  PasskeyRequest,
} from '../api/operations'
import type {Words} from '../words/en'

/** What this page lacks for passkeys. Browsers write addresses in one form, those of IPv6 in []. */
export function lackOfPasskeys(): 'name' | 'browser' | undefined {
  if (/^\[|^[\d.]+$/.test(location.hostname)) return 'name'
  return 'PublicKeyCredential' in window && 'credentials' in navigator ? undefined : 'browser'
}

const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const base64urlOf = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
const idsOf = (passkeys: PasskeyDescriptor[]) =>
  passkeys.map(({id}) => ({id: bytesOf(id), type: 'public-key' as const}))

// A window that was closed, one that nobody answered, and a device that has none look the same to
// a page, but for the time that they take.
function failureOf(words: Words, error: unknown, closed: string, late: boolean): Failure {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'InvalidStateError') return new Failure(400, '', words.passkeyThere)
  if (name === 'NotAllowedError' || name === 'AbortError')
    return new Failure(400, '', late ? words.passkeyTooLate : closed)
  return new Failure(400, '', words.passkeyImpossible)
}

async function shownBy<Response extends AuthenticatorResponse>(
  words: Words,
  closed: string,
  options: {timeout?: number},
  ask: () => Promise<Credential | null>,
) {
  const begun = performance.now()
  try {
    const shown = (await ask()) as PublicKeyCredential
    return {id: shown.id, response: shown.response as Response}
  } catch (error) {
    const late = performance.now() - begun >= (options.timeout ?? Infinity)
    throw failureOf(words, error, closed, late)
  }
}

export async function newPasskey(words: Words, asked: PasskeyCreation): Promise<NewPasskey> {
  const publicKey = {
    ...asked,
    challenge: bytesOf(asked.challenge),
    user: {...asked.user, id: bytesOf(asked.user.id)},
    excludeCredentials: idsOf(asked.excludeCredentials),
  } as PublicKeyCredentialCreationOptions
  const {response} = await shownBy<AuthenticatorAttestationResponse>(
    words,
    words.passkeyNotMade,
    publicKey,
    () => navigator.credentials.create({publicKey}),
  )
  return {
    attestationObject: base64urlOf(response.attestationObject),
    clientData: base64urlOf(response.clientDataJSON),
  }
}

async function assertionFor(words: Words, asked: PasskeyRequest): Promise<PasskeyAssertion> {
  const publicKey = {
    ...asked,
    challenge: bytesOf(asked.challenge),
    allowCredentials: idsOf(asked.allowCredentials),
  } as PublicKeyCredentialRequestOptions
  const {id, response} = await shownBy<AuthenticatorAssertionResponse>(
    words,
    words.passkeyNotShown,
    publicKey,
    () => navigator.credentials.get({publicKey}),
  )
  return {
    authenticatorData: base64urlOf(response.authenticatorData),
    clientData: base64urlOf(response.clientDataJSON),
    credentialId: id,
    signature: base64urlOf(response.signature),
    ...(response.userHandle ? {userHandle: base64urlOf(response.userHandle)} : {}),
  }
}

/** A refusal of this code is said in other words, since those of its code are about codes. */
export async function refusedAs<Answer>(
  code: string,
  said: string,
  asking: Promise<Answer>,
): Promise<Answer> {
  try {
    return await asking
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== code) throw error
    throw new Failure(error.status, code, error.detail, error.retryAfter, said)
  }
}

/** Asks for a passkey and signs in with it. */
export async function signInByPasskey(words: Words): Promise<void> {
  const assertion = await assertionFor(words, await call(challengeSignIn, {}))
  const asking = call(createSession, {body: {assertion}})
  await refusedAs('SIGN_IN_FAILED', words.passkeyUnknown, asking)
}

/** Asks for a passkey and shows it to the session that there is. */
export async function showPasskey(words: Words): Promise<void> {
  const assertion = await assertionFor(words, await call(challengeSession, {}))
  const asking = call(verifySession, {body: {assertion}})
  await refusedAs('SECOND_FACTOR_FAILED', words.passkeyRefused, asking)
}
