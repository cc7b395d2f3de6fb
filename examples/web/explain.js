// @ts-check
import { isRefusal, Refusal } from "./refusal.js";

/** @param {Refusal} refusal */
const refused = ({ code, message, details, retryAfter, requestId }) => {
  switch (code) {
    case "VALIDATION_ERROR":
      return details.length === 0
        ? message
        : details.map((fault) => `${fault.path} ${fault.message}`.trim()).join("; ");
    case "RATE_LIMITED":
      return retryAfter === null ? `${message}.` : `Too many tries. Wait ${retryAfter} seconds, then try again.`;
    case "SERVICE_UNAVAILABLE":
      return "The server cannot answer just now. Try again in a moment.";
    case "INTERNAL_ERROR":
      return `Something went wrong on the server. If it goes on, tell them this number: ${requestId}`;
    default:
      return `${message}.`;
  }
};

/**
 * What went wrong, for people.
 *
 * @param {unknown} error
 */
export const explain = (error) =>
  error instanceof Refusal ? refused(error) : "The server cannot be reached. Check your connection, then try again.";

/** @param {unknown} error */
export const isSignedOut = (error) => isRefusal(error, "UNAUTHORIZED");

/** @param {unknown} error */
export const isAborted = (error) => error instanceof DOMException && error.name === "AbortError";
