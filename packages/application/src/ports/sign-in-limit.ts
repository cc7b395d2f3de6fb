/**
 * How often somebody may try a wrong password: counted per account and address, per account, and per address. Every
 * try is counted before the password is checked, so that tries sent together cannot slip through, and taken back when
 * it was not a wrong one, as far as the counts can be had; what cannot be taken back runs out. When it cannot count it
 * refuses, with `unavailable`.
 */
export interface SignInLimit {
  /**
   * Counts a try. Rejects with `rate_limited`, with the seconds to wait, when there have been too many. What rejects, for
   * whatever reason, is no try: it takes back itself what it has counted.
   */
  attempt(email: string, address: string): Promise<void>;

  /**
   * The try was right: takes it back, and forgets the earlier wrong ones of this account from this address. Where it
   * rejects, the try may still be counted: `release` it then.
   */
  succeeded(email: string, address: string): Promise<void>;

  /** The try could not be judged, or was right and is still counted: takes it back. */
  release(email: string, address: string): Promise<void>;
}

/** How often an address may open an account. */
export interface SignUpLimit {
  /**
   * Counts one sign-up, but not again the same e-mail (in its normal form): who repeats a request is to hear that the
   * e-mail is taken. Rejects with `rate_limited` when the address has had too many.
   */
  take(address: string, email: string): Promise<void>;
}
