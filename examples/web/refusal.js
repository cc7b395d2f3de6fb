// @ts-check
/** @import { components } from "./api.js" */

/** An answer of the API that is no success. */
export class Refusal extends Error {
  /**
   * @param {components["schemas"]["ErrorEnvelope"]["error"]} error
   * @param {number | null} retryAfter seconds
   */
  constructor(error, retryAfter) {
    super(error.message);
    this.code = error.code;
    this.details = error.details ?? [];
    this.requestId = error.request_id;
    this.retryAfter = retryAfter;
  }
}

/**
 * @param {unknown} error
 * @param {Refusal["code"]} code
 */
export const isRefusal = (error, code) => error instanceof Refusal && error.code === code;
